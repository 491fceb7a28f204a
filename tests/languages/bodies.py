"""Bodies of the problems in languages that `scripts/check languages` adds to those of `problems`, in the same shape:
language -> problem -> body, a text of it, and what that becomes in the mutant."""

from __future__ import annotations

READ_BASH = 'n=${w[0]}; a=("${w[@]:1:n}"); '
LETTERS_BASH = "s=${w[0]}; for ((i=0;i<${#s};i++)); do "
BASH = {
    "sum": (READ_BASH + 's=0; for x in "${a[@]}"; do ((s+=x)); done; echo $s', "s+=x", "s-=x"),
    "maximum": (READ_BASH + 'm=${a[0]}; for x in "${a[@]}"; do ((x>m)) && m=$x; done; echo $m', "x>m", "x<m"),
    "sorted": (READ_BASH + "echo $(printf '%s\\n' \"${a[@]}\" | sort -n)", "sort -n", "sort -rn"),
    "distinct": (READ_BASH + "printf '%s\\n' \"${a[@]}\" | sort -u | wc -l", " -u", ""),
    "spread": (READ_BASH + 'lo=${a[0]}; hi=$lo; for x in "${a[@]}"; do ((x<lo)) && lo=$x; ((x>hi)) && hi=$x; done; echo $((hi-lo))', "hi-lo", "hi+lo"),
    "increasing": (READ_BASH + "b=0; for ((i=0;i<n;i++)); do d[i]=1; for ((j=0;j<i;j++)); do ((a[j]<a[i] && d[j]+1>d[i])) && d[i]=$((d[j]+1)); done; ((d[i]>b)) && b=${d[i]}; done; echo $b", "a[j]<a[i]", "a[j]<=a[i]"),
    "factorial": ("f=1; for ((i=2;i<=w[0];i++)); do ((f*=i)); done; echo $f", "i<=w", "i<w"),
    "prime": ("n=${w[0]}; p=yes; ((n>1)) || p=no; for ((i=2;i*i<=n;i++)); do ((n%i)) || p=no; done; echo $p", "n>1", "n>0"),
    "collatz": ("n=${w[0]}; s=0; while ((n!=1)); do ((n=n%2?3*n+1:n/2, s++)); done; echo $s", "s=0", "s=1"),
    "binary": ("n=${w[0]}; s=; while ((n)); do s=$((n%2))$s; ((n/=2)); done; echo $s", "$((n%2))$s", "$s$((n%2))"),
    "digits": (LETTERS_BASH + "((t+=${s:i:1})); done; echo $t", "t+=$", "t+=1+$"),
    "coins": ("n=${w[0]}; t=0; for c in 25 10 5 1; do ((t+=n/c, n%=c)); done; echo $t", "10 5", "5 10"),
    "gcd": ("a=${w[0]} b=${w[1]}; while ((b)); do ((t=a%b, a=b, b=t)); done; echo $a", "a%b", "a/b"),
    "power": ("a=${w[0]} b=${w[1]} m=${w[2]} r=1; while ((b-- > 0)); do ((r=r*a%m)); done; echo $r", "b-- > 0", "--b > 0"),
    "palindrome": (LETTERS_BASH + 'r=${s:i:1}$r; done; if [[ $r == "$s" ]]; then echo yes; else echo no; fi', "${s:i:1}$r", "$r${s:i:1}"),
    "upper": ("echo ${w[0]^^}", "^^", "^"),
    "vowels": ("t=${w[0]//[^aeiou]/}; echo ${#t}", "aeiou", "eiou"),
    "commonest": ('grep -o . <<< "${w[0]}" | sort | uniq -c | sort -k1,1nr -k2,2 | head -n 1 | { read -r _ c; echo $c; }', "1,1nr", "1,1n"),
    "brackets": ("d=0 k=YES; " + LETTERS_BASH + 'if [[ ${s:i:1} == "(" ]]; then d=$((d+1)); else d=$((d-1)); fi; ((d<0)) && k=NO; done; ((d)) && k=NO; echo $k', "((d<0)) && k=NO", "((d<0)) && k=YES"),
    "average": (READ_BASH + 's=0; for x in "${a[@]}"; do ((s+=x)); done; awk "BEGIN{printf \\"%.3f\\n\\", $s/$n}"', "$s/$n", "$s/($n+1)"),
}  # fmt: skip

READ_GO = "var n int; fmt.Fscan(in,&n); a:=make([]int,n); for i:=range a { fmt.Fscan(in,&a[i]) }; "
INT_GO = "var n int; fmt.Fscan(in,&n); "
WORD_GO = "var s string; fmt.Fscan(in,&s); "
GO = {
    "sum": (READ_GO + "s:=0; for _,x:=range a { s+=x }; fmt.Println(s)", "s+=x", "s-=x"),
    "maximum": (READ_GO + "m:=a[0]; for _,x:=range a { if x>m { m=x } }; fmt.Println(m)", "x>m", "x<m"),
    "sorted": (READ_GO + 'sort.Ints(a); fmt.Println(strings.Trim(fmt.Sprint(a),"[]"))', "sort.Ints(a); ", ""),
    "distinct": (READ_GO + "m:=map[int]bool{}; for _,x:=range a { m[x]=true }; fmt.Println(len(m))", "len(m)", "len(a)"),
    "spread": (READ_GO + "sort.Ints(a); fmt.Println(a[n-1]-a[0])", "a[n-1]-a", "a[n-1]+a"),
    "increasing": (READ_GO + "d:=make([]int,n); b:=0; for i:=range a { d[i]=1; for j:=0;j<i;j++ { if a[j]<a[i] && d[j]+1>d[i] { d[i]=d[j]+1 } }; if d[i]>b { b=d[i] } }; fmt.Println(b)", "a[j]<a[i]", "a[j]<=a[i]"),
    "factorial": (INT_GO + "f:=1; for i:=2;i<=n;i++ { f*=i }; fmt.Println(f)", "i<=n", "i<n"),
    "prime": (INT_GO + 'p:="yes"; if n<2 { p="no" }; for i:=2;i*i<=n;i++ { if n%i==0 { p="no" } }; fmt.Println(p)', "n<2", "n<1"),
    "collatz": (INT_GO + "s:=0; for n!=1 { if n%2==0 { n/=2 } else { n=3*n+1 }; s++ }; fmt.Println(s)", "s:=0", "s:=1"),
    "binary": (INT_GO + "fmt.Println(strconv.FormatInt(int64(n),2))", "(n),2", "(n),3"),
    "digits": (WORD_GO + "t:=0; for _,c:=range s { t+=int(c-'0') }; fmt.Println(t)", "'0'", "'1'"),
    "coins": (INT_GO + "t:=0; for _,c:=range []int{25,10,5,1} { t+=n/c; n%=c }; fmt.Println(t)", "10,5", "5,10"),
    "gcd": ("var a,b int; fmt.Fscan(in,&a,&b); for b!=0 { a,b=b,a%b }; fmt.Println(a)", "a%b", "a/b"),
    "power": ("var a,b,m int; fmt.Fscan(in,&a,&b,&m); r:=1; for ;b>0;b-- { r=r*a%m }; fmt.Println(r)", "b>0", "b>1"),
    "palindrome": (WORD_GO + 'r:=""; for _,c:=range s { r=string(c)+r }; if r==s { fmt.Println("yes") } else { fmt.Println("no") }', "string(c)+r", "r+string(c)"),
    "upper": (WORD_GO + "fmt.Println(strings.ToUpper(s))", "Upper", "Lower"),
    "vowels": (WORD_GO + 't:=0; for _,c:=range s { if strings.ContainsRune("aeiou",c) { t++ } }; fmt.Println(t)', "aeiou", "eiou"),
    "commonest": (WORD_GO + "m:=map[rune]int{}; b:=rune(0); for _,c:=range s { m[c]++ }; for c:='a';c<='z';c++ { if m[c]>m[b] { b=c } }; fmt.Println(string(b))", "m[c]>m", "m[c]>=m"),
    "brackets": (WORD_GO + "d,k:=0,true; for _,c:=range s { if c=='(' { d++ } else { d-- }; if d<0 { k=false } }; if k && d==0 { fmt.Println(\"YES\") } else { fmt.Println(\"NO\") }", "k=false", "k=true"),
    "average": (READ_GO + 's:=0; for _,x:=range a { s+=x }; fmt.Printf("%.3f\\n",float64(s)/float64(n))', "float64(n)", "float64(n+1)"),
}  # fmt: skip

READ_RUST = "let n: usize = w[0].parse().unwrap(); let mut a: Vec<i64> = w[1..=n].iter().map(|x| x.parse().unwrap()).collect(); "
INT_RUST = "let mut n: i64 = w[0].parse().unwrap(); "
RUST = {
    "sum": (READ_RUST + 'println!("{}", a.iter().sum::<i64>());', "sum", "product"),
    "maximum": (READ_RUST + 'println!("{}", a.iter().max().unwrap());', "max()", "min()"),
    "sorted": (READ_RUST + 'a.sort(); let s: Vec<String> = a.iter().map(|x| x.to_string()).collect(); println!("{}", s.join(" "));', "a.sort(); ", ""),
    "distinct": (READ_RUST + 'a.sort(); a.dedup(); println!("{}", a.len());', "a.dedup(); ", ""),
    "spread": (READ_RUST + 'println!("{}", a.iter().max().unwrap() - a.iter().min().unwrap());', " - ", " + "),
    "increasing": (READ_RUST + 'let mut d = vec![1; n]; for i in 0..n { for j in 0..i { if a[j] < a[i] && d[j] + 1 > d[i] { d[i] = d[j] + 1; } } } println!("{}", d.iter().max().unwrap());', "a[j] < a[i]", "a[j] <= a[i]"),
    "factorial": (INT_RUST + 'println!("{}", (1..=n).product::<i64>());', "1..=n", "1..n"),
    "prime": (INT_RUST + 'let p = n > 1 && (2..n).all(|i| n % i != 0); println!("{}", if p { "yes" } else { "no" });', "n > 1", "n > 0"),
    "collatz": (INT_RUST + 'let mut s = 0; while n != 1 { n = if n % 2 == 0 { n / 2 } else { 3 * n + 1 }; s += 1; } println!("{}", s);', "s = 0", "s = 1"),
    "binary": (INT_RUST + 'println!("{:b}", n);', ":b", ":o"),
    "digits": ('println!("{}", w[0].bytes().map(|c| (c - 48) as i64).sum::<i64>());', "48", "47"),
    "coins": (INT_RUST + 'let mut t = 0; for c in [25, 10, 5, 1] { t += n / c; n %= c; } println!("{}", t);', "10, 5", "5, 10"),
    "gcd": (INT_RUST + 'let mut b: i64 = w[1].parse().unwrap(); while b != 0 { (n, b) = (b, n % b); } println!("{}", n);', "n % b", "n / b"),
    "power": (INT_RUST + 'let b: i64 = w[1].parse().unwrap(); let m: i64 = w[2].parse().unwrap(); let mut r = 1; for _ in 0..b { r = r * n % m; } println!("{}", r);', "0..b", "1..b"),
    "palindrome": ('let r: String = w[0].chars().rev().collect(); println!("{}", if r == w[0] { "yes" } else { "no" });', ".rev()", ""),
    "upper": ('println!("{}", w[0].to_uppercase());', "upper", "lower"),
    "vowels": ('println!("{}", w[0].chars().filter(|c| "aeiou".contains(*c)).count());', "aeiou", "eiou"),
    "commonest": ("let m = |c: char| w[0].matches(c).count(); let mut b = 'a'; for c in 'b'..='z' { if m(c) > m(b) { b = c; } } println!(\"{}\", b);", "m(c) > m", "m(c) >= m"),
    "brackets": ("let (mut d, mut k) = (0, true); for c in w[0].chars() { d += if c == '(' { 1 } else { -1 }; if d < 0 { k = false; } } println!(\"{}\", if k && d == 0 { \"YES\" } else { \"NO\" });", "k = false", "k = true"),
    "average": (READ_RUST + 'println!("{:.3}", a.iter().sum::<i64>() as f64 / n as f64);', "/ n as", "/ (n + 1) as"),
}  # fmt: skip

BODIES = {"bash": BASH, "go": GO, "rust": RUST}
FRAMES = {
    "bash": 'mapfile -t lines\nread -ra w <<< "${{lines[*]}}"\n{}',
    "go": 'package main\n\nimport ("bufio"; "fmt"; "os"; "sort"; "strconv"; "strings")\n\n'
    "var _, _, _ = sort.Ints, strconv.Itoa, strings.ToUpper\n\nfunc main() {{\n\tin := bufio.NewReader(os.Stdin)\n\t_ = in\n\t{}\n}}\n",
    "rust": "#![allow(unused)]\nuse std::io::{{self, Read}};\n\nfn main() {{\n    let mut t = String::new();\n"
    "    io::stdin().read_to_string(&mut t).unwrap();\n    let w: Vec<&str> = t.split_whitespace().collect();\n    {}\n}}\n",
    "typescript": 'import * as fs from "fs";\ntype Words = readonly string[];\n'
    'const lines: string[] = fs.readFileSync(0, "utf8").split("\\n");\n'
    'const words: Words = lines.join(" ").split(/\\s+/).filter(Boolean);\nconst nums = words.map(Number) as number[];\n{}',
}
SAYS = {
    "cpp": 'puts("{}");', "c": 'puts("{}");', "java": 'System.out.println("{}");', "javascript": 'console.log("{}");',
    "typescript": 'console.log("{}");', "bash": 'echo "{}"', "go": 'fmt.Println("{}")', "rust": 'println!("{}");',
}  # fmt: skip
"""What prints a text, as a body."""
