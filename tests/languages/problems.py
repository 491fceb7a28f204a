"""Twenty problems of standard input and output, each solved in each language.

A body is put into its language's frame. A mutation is a text of the body and what it becomes: the program then runs,
and is wrong; so is one that knows the first case's answer alone. Cases are made by the reference in Python.
"""

from __future__ import annotations

import functools
import math
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tests.languages import bodies

FRAMES = {
    **bodies.FRAMES,
    "cpp": "#include <bits/stdc++.h>\nusing namespace std;\ntypedef long long ll;\nint main(){{\n{}\n}}",
    "c": "#include <stdio.h>\n#include <stdlib.h>\n#include <string.h>\n#include <ctype.h>\ntypedef long long ll;\n"
    "int main(void){{\n{}\nreturn 0;\n}}",
    "java": "import java.util.*;\npublic class Solution {{\n  public static void main(String[] args) {{\n"
    "    Scanner in = new Scanner(System.in);\n{}\n  }}\n}}",
    "javascript": 'const lines = require("fs").readFileSync(0, "utf8").split("\\n");\n'
    'const words = lines.join(" ").split(/\\s+/).filter(Boolean);\nconst nums = words.map(Number);\n{}',
}


@dataclass(frozen=True)
class Problem:
    name: str
    reference: Callable[[str], Any]
    inputs: tuple[str, ...]
    bodies: dict[str, tuple[str, str, str]]
    """Language -> body, a text of it, and what that becomes in the mutant."""

    def tests(self, language: str) -> dict[str, Any]:
        cases = [{"input": one, "output": f"{self.reference(one)}\n"} for one in self.inputs]
        return {"type": "stdio", "language": language, "cases": cases}

    def programs(self, language: str) -> tuple[str, str, str]:
        """The solution, a mutant, and a wrong answer: what the first case wants, whatever is asked."""
        known = {**self.bodies, "typescript": self.bodies["javascript"]}
        body, old, new = known.get(language) or bodies.BODIES[language][self.name]
        assert body.count(old) == 1, (self.name, language)
        known_by_heart = bodies.SAYS[language].format(self.reference(self.inputs[0]))
        frame = FRAMES[language]
        return frame.format(body), frame.format(body.replace(old, new)), frame.format(known_by_heart)


def ints(text: str) -> list[int]:
    return [int(one) for one in text.split()]


def lis(text: str) -> int:
    best: list[int] = []
    values = ints(text)[1:]
    for index, value in enumerate(values):
        best.append(1 + max((best[k] for k in range(index) if values[k] < value), default=0))
    return max(best)


def balanced(text: str) -> str:
    depth = 0
    for char in text.strip():
        depth += 1 if char == "(" else -1
        if depth < 0:
            return "NO"
    return "YES" if depth == 0 else "NO"


def spread(text: str) -> int:
    values = ints(text)[1:]
    return max(values) - min(values)


def base2(text: str) -> str:
    return bin(int(text))[2:]


def collatz(text: str) -> int:
    n, steps = int(text), 0
    while n != 1:
        n, steps = (n // 2 if n % 2 == 0 else 3 * n + 1), steps + 1
    return steps


def change(text: str) -> int:
    n, left = int(text), 0
    for coin in (25, 10, 5, 1):
        left, n = left + n // coin, n % coin
    return left


READ_C = 'int n; scanf("%d",&n); static ll a[1000]; for(int i=0;i<n;i++) scanf("%lld",&a[i]);'
READ_CPP = "int n; cin>>n; vector<ll> a(n); for(auto&x:a) cin>>x;"
READ_JAVA = "int n=in.nextInt(); long[] a=new long[n]; for(int i=0;i<n;i++) a[i]=in.nextLong();"
READ_JS = "const n=nums[0], a=nums.slice(1,1+n);"
LISTS = ("3\n1 2 3\n", "1\n-7\n", "5\n10 -4 8 8 3\n", "4\n2000000000 2000000000 2000000000 5\n")
NUMBERS = ("1\n", "6\n", "7\n", "27\n", "97\n", "100\n")
WORDS = ("level\n", "abca\n", "a\n", "hello\n", "noon\n")

PROBLEMS = (
    Problem("sum", lambda t: sum(ints(t)[1:]), LISTS, {
        "cpp": (READ_CPP + "ll s=0; for(ll x:a) s+=x; cout<<s<<endl;", "s+=x", "s-=x"),
        "c": (READ_C + "ll s=0; for(int i=0;i<n;i++) s+=a[i]; printf(\"%lld\\n\",s);", "s+=a", "s-=a"),
        "java": (READ_JAVA + "long s=0; for(long x:a) s+=x; System.out.println(s);", "long s=0", "int s=0"),
        "javascript": (READ_JS + "console.log(a.reduce((x,y)=>x+y,0));", "x+y", "x-y"),
    }),
    Problem("maximum", lambda t: max(ints(t)[1:]), LISTS, {
        "cpp": (READ_CPP + "cout<<*max_element(a.begin(),a.end())<<endl;", "max_", "min_"),
        "c": (READ_C + "ll m=a[0]; for(int i=1;i<n;i++) if(a[i]>m) m=a[i]; printf(\"%lld\\n\",m);", ">m", "<m"),
        "java": (READ_JAVA + "System.out.println(Arrays.stream(a).max().getAsLong());", "max()", "min()"),
        "javascript": (READ_JS + "console.log(Math.max(...a));", "max", "min"),
    }),
    Problem("sorted", lambda t: " ".join(map(str, sorted(ints(t)[1:]))), LISTS, {
        "cpp": (READ_CPP + "sort(a.begin(),a.end()); for(ll x:a) cout<<x<<' '; cout<<endl;", "begin(),a.end()", "rbegin(),a.rend()"),
        "c": (READ_C + "for(int i=0;i<n;i++) for(int j=i+1;j<n;j++) if(a[j]<a[i]){ll t=a[i];a[i]=a[j];a[j]=t;} for(int i=0;i<n;i++) printf(\"%lld \",a[i]);", "a[j]<a[i]", "a[j]>a[i]"),
        "java": (READ_JAVA + "Arrays.sort(a); StringBuilder s=new StringBuilder(); for(long x:a) s.append(x).append(' '); System.out.println(s);", "Arrays.sort(a);", ""),
        "javascript": (READ_JS + "console.log(a.sort((x,y)=>x-y).join(' '));", "(x,y)=>x-y", ""),
    }),
    Problem("distinct", lambda t: len(set(ints(t)[1:])), LISTS, {
        "cpp": (READ_CPP + "cout<<set<ll>(a.begin(),a.end()).size()<<endl;", "set<ll>", "multiset<ll>"),
        "c": (READ_C + "int c=0; for(int i=0;i<n;i++){int new=1; for(int j=0;j<i;j++) if(a[j]==a[i]) new=0; c+=new;} printf(\"%d\\n\",c);", "new=0", "new=1"),
        "java": (READ_JAVA + "Set<Long> s=new HashSet<>(); for(long x:a) s.add(x); System.out.println(s.size());", "s.size()", "n"),
        "javascript": (READ_JS + "console.log(new Set(a).size);", "new Set(a).size", "a.length"),
    }),
    Problem("spread", spread, LISTS, {
        "cpp": (READ_CPP + "auto p=minmax_element(a.begin(),a.end()); cout<<*p.second-*p.first<<endl;", "second-*", "second+*"),
        "c": (READ_C + "ll m=a[0],k=a[0]; for(int i=1;i<n;i++){ if(a[i]>m) m=a[i]; if(a[i]<k) k=a[i]; } printf(\"%lld\\n\",m-k);", "m-k", "m+k"),
        "java": (READ_JAVA + "Arrays.sort(a); System.out.println(a[n-1]-a[0]);", "n-1", "n/2"),
        "javascript": (READ_JS + "console.log(Math.max(...a)-Math.min(...a));", ")-Math", ")+Math"),
    }),
    Problem("increasing", lis, ("5\n1 5 2 3 4\n", "1\n4\n", "6\n6 5 4 3 2 1\n", "4\n2 2 2 2\n"), {
        "cpp": (READ_CPP + "vector<ll> d; for(ll x:a){auto i=lower_bound(d.begin(),d.end(),x); if(i==d.end()) d.push_back(x); else *i=x;} cout<<d.size()<<endl;", "lower_", "upper_"),
        "c": (READ_C + "int b=0; static int d[1000]; for(int i=0;i<n;i++){d[i]=1; for(int j=0;j<i;j++) if(a[j]<a[i]&&d[j]+1>d[i]) d[i]=d[j]+1; if(d[i]>b) b=d[i];} printf(\"%d\\n\",b);", "a[j]<a[i]", "a[j]<=a[i]"),
        "java": (READ_JAVA + "int b=0; int[] d=new int[n]; for(int i=0;i<n;i++){d[i]=1; for(int j=0;j<i;j++) if(a[j]<a[i]) d[i]=Math.max(d[i],d[j]+1); b=Math.max(b,d[i]);} System.out.println(b);", "a[j]<a[i]", "a[j]<=a[i]"),
        "javascript": (READ_JS + "const d=[]; a.forEach((x,i)=>{d[i]=1; for(let j=0;j<i;j++) if(a[j]<x) d[i]=Math.max(d[i],d[j]+1);}); console.log(Math.max(...d));", "a[j]<x", "a[j]<=x"),
    }),
    Problem("factorial", lambda t: math.factorial(int(t)), ("0\n", "1\n", "5\n", "20\n"), {
        "cpp": ("ll n,f=1; cin>>n; for(ll i=2;i<=n;i++) f*=i; cout<<f<<endl;", "i<=n", "i<n"),
        "c": ("ll n,f=1; scanf(\"%lld\",&n); for(ll i=2;i<=n;i++) f*=i; printf(\"%lld\\n\",f);", "i<=n", "i<n"),
        "java": ("long f=1; int n=in.nextInt(); for(int i=2;i<=n;i++) f*=i; System.out.println(f);", "long f", "int f"),
        "javascript": ("let f=1n; for(let i=2n;i<=BigInt(nums[0]);i++) f*=i; console.log(String(f));", "i<=B", "i<B"),
    }),
    Problem("prime", lambda t: "yes" if int(t) > 1 and all(int(t) % k for k in range(2, int(t))) else "no", NUMBERS, {
        "cpp": ("ll n; cin>>n; bool p=n>1; for(ll i=2;i*i<=n;i++) if(n%i==0) p=false; cout<<(p?\"yes\":\"no\");", "n>1", "n>0"),
        "c": ("ll n; scanf(\"%lld\",&n); int p=n>1; for(ll i=2;i*i<=n;i++) if(n%i==0) p=0; puts(p?\"yes\":\"no\");", "n>1", "n>0"),
        "java": ("long n=in.nextLong(); boolean p=n>1; for(long i=2;i*i<=n;i++) if(n%i==0) p=false; System.out.println(p?\"yes\":\"no\");", "n>1", "n>0"),
        "javascript": ("const n=nums[0]; let p=n>1; for(let i=2;i*i<=n;i++) if(n%i==0) p=false; console.log(p?'yes':'no');", "n>1", "n>0"),
    }),
    Problem("collatz", collatz, NUMBERS, {
        "cpp": ("ll n,s=0; cin>>n; while(n!=1){n=n%2?3*n+1:n/2; s++;} cout<<s<<endl;", "s=0", "s=1"),
        "c": ("ll n,s=0; scanf(\"%lld\",&n); while(n!=1){n=n%2?3*n+1:n/2; s++;} printf(\"%lld\\n\",s);", "s=0", "s=1"),
        "java": ("long n=in.nextLong(),s=0; while(n!=1){n=n%2==1?3*n+1:n/2; s++;} System.out.println(s);", "s=0", "s=1"),
        "javascript": ("let n=nums[0],s=0; while(n!=1){n=n%2?3*n+1:n/2; s++;} console.log(s);", "s=0", "s=1"),
    }),
    Problem("binary", base2, NUMBERS, {
        "cpp": ("int n; cin>>n; string s; while(n){s+=char('0'+n%2); n/=2;} reverse(s.begin(),s.end()); cout<<s<<endl;", "reverse(s.begin(),s.end());", ""),
        "c": ("int n,k=0; char s[40]; scanf(\"%d\",&n); while(n){s[k++]='0'+n%2; n/=2;} while(k) putchar(s[--k]);", "n%2", "n%3"),
        "java": ("System.out.println(Integer.toBinaryString(in.nextInt()));", "Binary", "Octal"),
        "javascript": ("console.log(nums[0].toString(2));", "(2)", "(3)"),
    }),
    Problem("digits", lambda t: sum(map(int, t.strip())), NUMBERS, {
        "cpp": ("string s; cin>>s; int t=0; for(char c:s) t+=c-'0'; cout<<t<<endl;", "-'0'", "-'1'"),
        "c": ("char s[99]; scanf(\"%s\",s); int t=0; for(char*c=s;*c;c++) t+=*c-'0'; printf(\"%d\\n\",t);", "-'0'", "-'1'"),
        "java": ("int t=0; for(char c:in.next().toCharArray()) t+=c-'0'; System.out.println(t);", "-'0'", "-'1'"),
        "javascript": ("console.log([...words[0]].reduce((t,c)=>t+Number(c),0));", "Number(c)", "c"),
    }),
    Problem("coins", change, NUMBERS, {
        "cpp": ("int n,t=0; cin>>n; for(int c:{25,10,5,1}){t+=n/c; n%=c;} cout<<t<<endl;", "10,5", "5,10"),
        "c": ("int n,t=0,c[]={25,10,5,1}; scanf(\"%d\",&n); for(int i=0;i<4;i++){t+=n/c[i]; n%=c[i];} printf(\"%d\\n\",t);", "10,5", "5,10"),
        "java": ("int n=in.nextInt(),t=0; for(int c:new int[]{25,10,5,1}){t+=n/c; n%=c;} System.out.println(t);", "10,5", "5,10"),
        "javascript": ("let n=nums[0],t=0; for(const c of [25,10,5,1]){t+=Math.floor(n/c); n%=c;} console.log(t);", "10,5", "5,10"),
    }),
    Problem("gcd", lambda t: math.gcd(*ints(t)), ("12 18\n", "7 5\n", "100 75\n", "1000000000 4\n"), {
        "cpp": ("ll a,b; cin>>a>>b; cout<<__gcd(a,b)<<endl;", "__gcd(a,b)", "a*b/__gcd(a,b)"),
        "c": ("ll a,b; scanf(\"%lld %lld\",&a,&b); while(b){ll t=a%b;a=b;b=t;} printf(\"%lld\\n\",a);", "a%b", "a/b"),
        "java": ("long a=in.nextLong(),b=in.nextLong(); while(b!=0){long t=a%b;a=b;b=t;} System.out.println(a);", "a%b", "a/b"),
        "javascript": ("let [a,b]=nums; while(b) [a,b]=[b,a%b]; console.log(a);", "a%b", "Math.floor(a/b)"),
    }),
    Problem("power", lambda t: pow(*ints(t)), ("2 10 1000\n", "3 0 7\n", "7 30 1000003\n", "10 18 97\n"), {
        "cpp": ("ll a,b,m,r=1; cin>>a>>b>>m; while(b--) r=r*a%m; cout<<r<<endl;", "b--", "--b>0"),
        "c": ("ll a,b,m,r=1; scanf(\"%lld %lld %lld\",&a,&b,&m); while(b--) r=r*a%m; printf(\"%lld\\n\",r);", "b--", "--b>0"),
        "java": ("long a=in.nextLong(),b=in.nextLong(),m=in.nextLong(),r=1; while(b-->0) r=r*a%m; System.out.println(r);", "b-->0", "--b>0"),
        "javascript": ("let [a,b,m]=nums,r=1; while(b-->0) r=r*a%m; console.log(r);", "b-->0", "--b>0"),
    }),
    Problem("palindrome", lambda t: "yes" if t.strip() == t.strip()[::-1] else "no", WORDS, {
        "cpp": ("string s; cin>>s; string r(s.rbegin(),s.rend()); cout<<(r==s?\"yes\":\"no\");", "r==s", "r!=s"),
        "c": ("char s[99]; scanf(\"%s\",s); int n=strlen(s),p=1; for(int i=0;i<n;i++) if(s[i]!=s[n-1-i]) p=0; puts(p?\"yes\":\"no\");", "n-1-i", "i"),
        "java": ("String s=in.next(); System.out.println(new StringBuilder(s).reverse().toString().equals(s)?\"yes\":\"no\");", ".reverse()", ""),
        "javascript": ("const s=words[0]; console.log([...s].reverse().join('')===s?'yes':'no');", ".reverse()", ""),
    }),
    Problem("upper", lambda t: t.strip().upper(), WORDS, {
        "cpp": ("string s; cin>>s; for(char&c:s) c=toupper(c); cout<<s<<endl;", "char&c", "char c"),
        "c": ("char s[99]; scanf(\"%s\",s); for(char*c=s;*c;c++) putchar(toupper(*c));", "toupper", "tolower"),
        "java": ("System.out.println(in.next().toUpperCase());", "Upper", "Lower"),
        "javascript": ("console.log(words[0].toUpperCase());", "Upper", "Lower"),
    }),
    Problem("vowels", lambda t: sum(c in "aeiou" for c in t), WORDS, {
        "cpp": ("string s; cin>>s; int t=0; for(char c:s) if(strchr(\"aeiou\",c)) t++; cout<<t<<endl;", "aeiou", "eiou"),
        "c": ("char s[99]; scanf(\"%s\",s); int t=0; for(char*c=s;*c;c++) if(strchr(\"aeiou\",*c)) t++; printf(\"%d\\n\",t);", "aeiou", "eiou"),
        "java": ("System.out.println(in.next().chars().filter(c->\"aeiou\".indexOf(c)>=0).count());", ">=0", ">0"),
        "javascript": ("console.log((words[0].match(/[aeiou]/g)||[]).length);", "/g", "/"),
    }),
    Problem("commonest", lambda t: max(sorted(Counter(t.strip()).items()), key=lambda one: one[1])[0], WORDS, {
        "cpp": ("string s; cin>>s; map<char,int> m; for(char c:s) m[c]++; char b=0; for(auto&p:m) if(!b||p.second>m[b]) b=p.first; cout<<b<<endl;", "second>m", "second<m"),
        "c": ("char s[99]; scanf(\"%s\",s); int m[256]={0},b=0; for(char*c=s;*c;c++) m[(int)*c]++; for(int i=0;i<256;i++) if(m[i]>m[b]) b=i; putchar(b);", "m[i]>m[b]", "m[i]>=m[b]"),
        "java": ("TreeMap<Character,Integer> m=new TreeMap<>(); for(char c:in.next().toCharArray()) m.merge(c,1,Integer::sum); char b=m.firstKey(); for(var e:m.entrySet()) if(e.getValue()>m.get(b)) b=e.getKey(); System.out.println(b);", "getValue()>m", "getValue()<m"),
        "javascript": ("const m={}; for(const c of words[0]) m[c]=(m[c]||0)+1; console.log(Object.keys(m).sort().reduce((b,c)=>m[c]>m[b]?c:b));", "m[c]>m[b]", "m[c]<m[b]"),
    }),
    Problem("brackets", balanced, ("()\n", ")(\n", "(())()\n", "((\n", "())(\n"), {
        "cpp": ("string s; cin>>s; int d=0; bool k=true; for(char c:s){d+=c=='('?1:-1; if(d<0) k=false;} cout<<(k&&d==0?\"YES\":\"NO\");", "k=false", "k=true"),
        "c": ("char s[99]; scanf(\"%s\",s); int d=0,k=1; for(char*c=s;*c;c++){d+=*c=='('?1:-1; if(d<0) k=0;} puts(k&&d==0?\"YES\":\"NO\");", "k=0", "k=1"),
        "java": ("int d=0; boolean k=true; for(char c:in.next().toCharArray()){d+=c=='('?1:-1; if(d<0) k=false;} System.out.println(k&&d==0?\"YES\":\"NO\");", "k=false", "k=true"),
        "javascript": ("let d=0,k=true; for(const c of words[0]){d+=c==='('?1:-1; if(d<0) k=false;} console.log(k&&d===0?'YES':'NO');", "k=false", "k=true"),
    }),
    Problem("average", lambda t: f"{functools.reduce(lambda a, b: a + b, ints(t)[1:]) / ints(t)[0]:.3f}", LISTS, {
        "cpp": (READ_CPP + "double s=0; for(ll x:a) s+=x; printf(\"%.3f\\n\",s/n);", "s/n", "s/(n+1)"),
        "c": (READ_C + "double s=0; for(int i=0;i<n;i++) s+=a[i]; printf(\"%.3f\\n\",s/n);", "s/n", "s/(n+1)"),
        "java": (READ_JAVA + "double s=0; for(long x:a) s+=x; System.out.println(String.format(\"%.3f\",s/n));", "s/n", "s/(n+1)"),
        "javascript": (READ_JS + "console.log((a.reduce((x,y)=>x+y,0)/n).toFixed(3));", "/n)", "/(n+1))"),
    }),
)  # fmt: skip
