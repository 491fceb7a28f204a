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

BODIES = {"bash": BASH}
FRAMES = {
    "bash": 'mapfile -t lines\nread -ra w <<< "${{lines[*]}}"\n{}',
    "typescript": 'import * as fs from "fs";\ntype Words = readonly string[];\n'
    'const lines: string[] = fs.readFileSync(0, "utf8").split("\\n");\n'
    'const words: Words = lines.join(" ").split(/\\s+/).filter(Boolean);\nconst nums = words.map(Number) as number[];\n{}',
}
