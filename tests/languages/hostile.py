"""Programs that fail, exceed a limit or attack, by language: what each must be told as, on a case 3 -> 9."""

from __future__ import annotations

from typing import NamedTuple


class Hostile(NamedTuple):
    name: str
    program: str
    statuses: tuple[str, ...]
    """Any of which is right."""


FAILS = ("runtime_error", "wrong_answer")
BOMBED = ("time_limit", "runtime_error", "memory_limit", "wrong_answer")
"""A fork bomb may meet any limit first."""
REFUSED = ("compile_error",)

_MACROS = "#define A0 1,1,1,1,1,1,1,1,1,1\n" + "".join(
    f"#define A{n} {','.join([f'A{n - 1}'] * 10)}\n" for n in range(1, 9)
)

C = (
    Hostile("compile error", "int main(void){ return x; }", REFUSED),
    Hostile(
        "segfault",
        "int main(int c, char **v){ volatile int *p = (volatile int *)(long)(c - 1); *p = 1; }",
        ("runtime_error",),
    ),
    Hostile("abort", "#include <stdlib.h>\nint main(void){ abort(); }", ("runtime_error",)),
    Hostile("exit code", "int main(void){ return 3; }", ("runtime_error",)),
    Hostile("loop", "int main(void){ volatile int i = 0; while (1) i++; }", ("time_limit",)),
    Hostile("sleep", "#include <unistd.h>\nint main(void){ sleep(100); }", ("time_limit",)),
    Hostile(
        "memory",
        "#include <stdlib.h>\n#include <string.h>\nint main(void){ while (1) { char *p = malloc(1 << 20); if (p) memset(p, 1, 1 << 20); } }",
        ("memory_limit",),
    ),
    Hostile("fork bomb", "#include <unistd.h>\nint main(void){ while (1) fork(); }", BOMBED),
    Hostile("output", '#include <stdio.h>\nint main(void){ while (1) puts("hello hello"); }', ("output_limit",)),
    Hostile(
        "network",
        "#include <sys/socket.h>\n#include <netinet/in.h>\n#include <arpa/inet.h>\n#include <stdio.h>\n"
        "int main(void){ int s = socket(AF_INET, SOCK_STREAM, 0); struct sockaddr_in a = {.sin_family = AF_INET, "
        '.sin_port = htons(53)}; inet_pton(AF_INET, "8.8.8.8", &a.sin_addr); '
        'if (connect(s, (void *)&a, sizeof a) == 0) puts("9"); }',
        FAILS,
    ),
    Hostile(
        "writes outside",
        '#include <stdio.h>\nint main(void){ const char *n[] = {"/etc/x", "/opt/assay/x", "/usr/x", "/dev/x"}; '
        'for (int i = 0; i < 4; i++) if (fopen(n[i], "w")) puts("9"); }',
        FAILS,
    ),
    Hostile(
        "reads the runner",
        '#include <stdio.h>\nint main(void){ char b[64]; for (int i = 2; i < 99; i++) { sprintf(b, "/proc/%d/mem", i); '
        'if (fopen(b, "r")) puts("9"); } }',
        FAILS,
    ),
    Hostile("includes /dev/zero", '#include "/dev/zero"\nint main(void){}', REFUSED),
    Hostile("includes itself", '#include "main.c"\nint main(void){}', REFUSED),
    Hostile("macro bomb", _MACROS + "int x[] = {A8}; int main(void){}", REFUSED),
    Hostile("huge object", "char a[200000000] = {1}; int main(void){}", REFUSED),
)
CPP = (
    Hostile("compile error", "int main(){ return x; }", REFUSED),
    Hostile("exception", '#include <stdexcept>\nint main(){ throw std::runtime_error("x"); }', ("runtime_error",)),
    Hostile("loop", "int main(){ volatile int i = 0; while (1) i++; }", ("time_limit",)),
    Hostile("memory", "#include <vector>\nint main(){ std::vector<int> v; while (1) v.push_back(1); }", ("memory_limit",)),
    Hostile("one allocation", "#include <vector>\nint main(){ std::vector<int> v(1 << 30, 1); return v[5]; }", ("memory_limit",)),
    Hostile("recursion", "int f(int n){ volatile int a[1000]; a[0] = n; return f(n + 1) + a[0]; }\nint main(){ return f(0); }", ("runtime_error",)),
    Hostile("template bomb", "template<int N> struct A { A<N - 1> a; A<N + 9999> b; };\nint main(){ A<1> a; }", REFUSED),
    Hostile(
        "template tree",
        "template<int N, int M> struct A { static const long v = A<N - 1, 2 * M>::v + A<N - 1, 2 * M + 1>::v; };\n"
        "template<int M> struct A<0, M> { static const long v = 1; };\nint main(){ return A<28, 0>::v; }",
        REFUSED,
    ),
    Hostile(
        "constexpr loop",
        "constexpr long f(){ long s = 0; for (long i = 0; i < 100000000000; i++) s += i; return s; }\n"
        "constexpr long x = f();\nint main(){}",
        REFUSED,
    ),
    Hostile("reads input of the compiler", '#include "/dev/stdin"\nint main(){}', FAILS),
    Hostile("assembles a file", 'asm(".incbin \\"/dev/zero\\"");\nint main(){}', REFUSED),
)  # fmt: skip
JAVA = (
    Hostile("compile error", "class Main { void f() { return 1; } }", REFUSED),
    Hostile("exception", "class Main { public static void main(String[] a) { int[] x = new int[1]; x[2] = 1; } }", ("runtime_error",)),
    Hostile("no main", "class Main { }", ("runtime_error",)),
    Hostile("exit code", "class Main { public static void main(String[] a) { System.exit(3); } }", ("runtime_error",)),
    Hostile("loop", "class Main { public static void main(String[] a) { while (true) { } } }", ("time_limit",)),
    Hostile("sleep", "class Main { public static void main(String[] a) throws Exception { Thread.sleep(100000); } }", ("time_limit",)),
    Hostile(
        "memory",
        "import java.util.*; class Main { public static void main(String[] a) { List<int[]> l = new ArrayList<>(); while (true) l.add(new int[1 << 18]); } }",
        ("memory_limit",),
    ),
    Hostile(
        "memory outside the heap",
        "import java.util.*; import java.nio.*; class Main { public static void main(String[] a) { List<ByteBuffer> l = new ArrayList<>(); "
        "while (true) { ByteBuffer b = ByteBuffer.allocateDirect(1 << 20); l.add(b); for (int i = 0; i < 1 << 20; i += 4096) b.put(i, (byte) 1); } } }",
        ("memory_limit",),
    ),
    Hostile(
        "thread bomb",
        "class Main { public static void main(String[] a) { while (true) new Thread(() -> { while (true) { } }).start(); } }",
        BOMBED,
    ),
    Hostile("output", 'class Main { public static void main(String[] a) { while (true) System.out.println("hello hello"); } }', ("output_limit",)),
    Hostile(
        "network",
        'import java.net.*; class Main { public static void main(String[] a) throws Exception { new Socket("8.8.8.8", 53); System.out.println(9); } }',
        FAILS,
    ),
    Hostile(
        "writes outside",
        'import java.io.*; class Main { public static void main(String[] a) throws Exception { new FileWriter("/opt/assay/x").close(); System.out.println(9); } }',
        FAILS,
    ),
    Hostile("recursion", "class Main { static int f(int n) { return f(n + 1) + 1; } public static void main(String[] a) { f(0); } }", ("runtime_error",)),
)  # fmt: skip
JAVASCRIPT = (
    Hostile("syntax error", "const = 3", REFUSED),
    Hostile("exception", 'throw new Error("x")', ("runtime_error",)),
    Hostile("exit code", "process.exit(3)", ("runtime_error",)),
    Hostile("loop", "while (true);", ("time_limit",)),
    Hostile("sleep", "setTimeout(() => {}, 100000)", ("time_limit",)),
    Hostile("memory", "const a = []; while (true) a.push(new Array(1000).fill(1.5))", ("memory_limit",)),
    Hostile("memory outside the heap", "const a = []; while (true) a.push(Buffer.alloc(1 << 20, 1))", ("memory_limit",)),
    Hostile("fork bomb", 'const c = require("child_process"); while (true) c.spawn(process.argv[0], ["main.js"])', BOMBED),
    Hostile("output", 'const fs = require("fs"); while (true) fs.writeSync(1, "hello hello\\n")', ("output_limit",)),
    Hostile(
        "network",
        'require("net").connect(53, "8.8.8.8", () => console.log(9)).on("error", () => process.exit(1))',
        FAILS,
    ),
    Hostile("writes outside", 'require("fs").writeFileSync("/opt/assay/x", ""); console.log(9)', FAILS),
    Hostile("recursion", "const f = (n) => f(n + 1) + 1; f(0)", ("runtime_error",)),
)  # fmt: skip
TYPESCRIPT = (
    *JAVASCRIPT,
    Hostile("a type without end", "type A<N extends number, T extends any[] = []> = T['length'] extends N ? T : A<N, [...T, any]>;\nconst x: A<100000> = null as any; console.log(8)", ("wrong_answer",)),
    Hostile("imports the harness", 'import * as x from "/opt/assay/harness/tests.js"; console.log(9, x)', FAILS),
    Hostile("a type error is none", 'const x: number = "8"; console.log(x)', ("wrong_answer",)),
)  # fmt: skip
BASH = (
    Hostile("syntax error", "if then", REFUSED),
    Hostile("exit code", "exit 3", ("runtime_error",)),
    Hostile("no such command", "set -e; no-such-command; echo 9", ("runtime_error",)),
    Hostile("loop", "while :; do :; done", ("time_limit",)),
    Hostile("sleep", "sleep 100", ("time_limit",)),
    Hostile("memory", "x=aaaa; while :; do x=$x$x; done", ("memory_limit",)),
    Hostile("memory of a child", "awk 'BEGIN { x = \"aaaa\"; while (1) x = x x }'; echo 8", ("memory_limit",)),
    Hostile("fork bomb", "f() { f | f & }; f; wait; while :; do :; done", BOMBED),
    Hostile("output", "while :; do echo hello hello; done", ("output_limit",)),
    Hostile("network", "exec 3<>/dev/tcp/8.8.8.8/53 && echo 9", FAILS),
    Hostile("writes outside", "for f in /opt/assay/x /etc/x /usr/x; do echo x > $f && echo 9; done", FAILS),
    Hostile("kills whoever there is", "kill -9 -1; kill -9 1; echo 8", FAILS),
    Hostile("leaves a child with its output", "(while :; do echo 9; sleep 1; done) & echo 8", FAILS),
    Hostile("recursion", "f() { f; }; f", BOMBED),
)  # fmt: skip
_GO = "package main\n"
GO = (
    Hostile("compile error", _GO + "func main() { return 1 }", REFUSED),
    Hostile("import without use", _GO + 'import "os"\nfunc main() {}', REFUSED),
    Hostile("panic", _GO + 'func main() { panic("x") }', ("runtime_error",)),
    Hostile("exit code", _GO + 'import "os"\nfunc main() { os.Exit(3) }', ("runtime_error",)),
    Hostile("deadlock", _GO + "func main() { select {} }", ("runtime_error",)),
    Hostile("loop", _GO + "func main() { for {} }", ("time_limit",)),
    Hostile("sleep", _GO + 'import "time"\nfunc main() { time.Sleep(100 * time.Second) }', ("time_limit",)),
    Hostile(
        "memory",
        _GO + "var a [][]byte\nfunc main() { for { b := make([]byte, 1<<20); for i := range b { b[i] = 1 }; a = append(a, b) } }",
        ("memory_limit",),
    ),
    Hostile("goroutine bomb", _GO + "func f() { for { go f() } }\nfunc main() { f() }", BOMBED),
    Hostile("recursion", _GO + "func f(n int) int { return f(n+1) + n }\nfunc main() { println(f(0)) }", ("runtime_error", "memory_limit")),
    Hostile("output", _GO + 'import "fmt"\nfunc main() { for { fmt.Println("hello hello") } }', ("output_limit",)),
    Hostile(
        "network",
        _GO + 'import ("fmt"; "net")\nfunc main() { if _, e := net.Dial("tcp", "8.8.8.8:53"); e == nil { fmt.Println(9) } }',
        FAILS,
    ),
    Hostile(
        "writes outside",
        _GO + 'import ("fmt"; "os")\nfunc main() { if os.WriteFile("/opt/assay/x", nil, 0o600) == nil { fmt.Println(9) } }',
        FAILS,
    ),
    Hostile("embeds a file", _GO + 'import ("fmt"; _ "embed")\n//go:embed /etc/passwd\nvar s string\nfunc main() { fmt.Println(9, s) }', REFUSED),
    Hostile("C", _GO + '// #include "/dev/zero"\nimport "C"\nfunc main() {}', REFUSED),
    Hostile("a linker's directive", _GO + '//go:cgo_import_dynamic x x "/etc/passwd"\nfunc main() {}', FAILS),
    Hostile("large constant", _GO + "const a = 1 << 100000000\nfunc main() { println(a > 0) }", REFUSED),
    Hostile("huge array", _GO + "var a = [1 << 28]byte{1: 1}\nfunc main() { println(a[1]) }", REFUSED),
    Hostile("a type that holds itself", _GO + "type T struct { a, b T }\nfunc main() { var t T; _ = t }", REFUSED),
)  # fmt: skip
_RUST_MACROS = "".join(f"macro_rules! m{n} {{ () => {{ {f'm{n + 1}!();' * 10} }} }}\n" for n in range(9)) + (
    "macro_rules! m9 { () => { let _ = 1; } }\n"
)
RUST = (
    Hostile("compile error", "fn main() { return 1; }", REFUSED),
    Hostile("panic", 'fn main() { panic!("x") }', ("runtime_error",)),
    Hostile("index", "fn main() { let v: Vec<i32> = std::env::args().skip(9).map(|_| 1).collect(); println!(\"{}\", v[0]) }", ("runtime_error",)),
    Hostile("exit code", "fn main() { std::process::exit(3) }", ("runtime_error",)),
    Hostile("segfault", "fn main() { unsafe { std::ptr::null_mut::<u8>().add(std::env::args().count()).write_volatile(1) } }", ("runtime_error",)),
    Hostile("loop", "fn main() { loop { std::hint::black_box(0); } }", ("time_limit",)),
    Hostile("sleep", "fn main() { std::thread::sleep(std::time::Duration::from_secs(100)) }", ("time_limit",)),
    Hostile("memory", "fn main() { let mut v: Vec<Vec<u8>> = vec![]; loop { v.push(vec![1; 1 << 20]); } }", ("memory_limit",)),
    Hostile("one allocation", "fn main() { let v = vec![1u8; std::env::args().count() << 42]; println!(\"{}\", v[5]) }", ("memory_limit",)),
    Hostile("thread bomb", "fn f() { loop { if std::thread::Builder::new().spawn(f).is_err() { loop {} } } }\nfn main() { f() }", BOMBED),
    Hostile("fork bomb", 'extern "C" { fn fork() -> i32; }\nfn main() { loop { unsafe { fork(); } } }', BOMBED),
    Hostile("recursion", "fn f(n: u64) -> u64 { std::hint::black_box(f(n + 1)) + n }\nfn main() { println!(\"{}\", f(0)) }", ("runtime_error",)),
    Hostile("output", 'fn main() { loop { println!("hello hello") } }', ("output_limit",)),
    Hostile("network", 'fn main() { if std::net::TcpStream::connect("8.8.8.8:53").is_ok() { println!("9") } }', FAILS),
    Hostile("writes outside", 'fn main() { if std::fs::write("/opt/assay/x", "").is_ok() { println!("9") } }', FAILS),
    Hostile("reads the runner", 'fn main() { for i in 2..99 { if std::fs::File::open(format!("/proc/{i}/mem")).is_ok() { println!("9") } } }', FAILS),
    Hostile("includes bytes without end", 'fn main() { println!("{}", include_bytes!("/dev/zero").len()) }', REFUSED),
    Hostile("includes source without end", 'include!("/dev/zero");\nfn main() {}', REFUSED),
    Hostile("a module without end", '#[path = "/dev/zero"] mod x;\nfn main() {}', REFUSED),
    Hostile("includes a secret", 'fn main() { println!("9"); println!("{}", include_str!("/etc/shadow")) }', REFUSED),
    Hostile("includes the compiler's memory", 'fn main() { println!("{}", include_bytes!("/proc/self/mem").len()) }', REFUSED),
    Hostile("includes itself", 'mod x { include!("main.rs"); }\nfn main() {}', REFUSED),
    Hostile("assembles a file", 'std::arch::global_asm!(".incbin \\"/dev/zero\\"");\nfn main() {}', REFUSED),
    Hostile("what a build script would make", 'include!(concat!(env!("OUT_DIR"), "/x.rs"));\nfn main() {}', REFUSED),
    Hostile(
        "a procedural macro",
        '#![crate_type = "proc-macro"]\nextern crate proc_macro;\n#[proc_macro] pub fn m(_: proc_macro::TokenStream) -> proc_macro::TokenStream { loop {} }\nfn main() {}',
        REFUSED,
    ),
    Hostile("a library", '#![crate_type = "lib"]\npub fn f() {}', REFUSED),
    Hostile("an unstable feature", "#![feature(rustc_private)]\nfn main() {}", REFUSED),
    Hostile("macro bomb", "macro_rules! b { ($($t:tt)*) => { b!($($t)* $($t)*) } }\nfn main() { b!(a); }", REFUSED),
    Hostile("macro tree", _RUST_MACROS + "fn main() { m0!(); }", REFUSED),
    Hostile("macro without limit", '#![recursion_limit = "4294967295"]\nmacro_rules! b { ($e:expr) => { b!($e + 1) } }\nfn main() { b!(1); }', REFUSED),
    Hostile("constant loop", "const X: u64 = { let mut i = 0; while i < 1u64 << 60 { i += 1; } i };\nfn main() { println!(\"{}\", X) }", REFUSED),
    Hostile("constant loop without lint", "#![allow(long_running_const_eval)]\nconst X: u64 = { let mut i = 0; while i < 1u64 << 60 { i += 1; } i };\nfn main() { println!(\"{}\", X) }", REFUSED),
    Hostile("constant recursion", '#![recursion_limit = "100000000"]\nconst fn f(n: u64) -> u64 { f(n + 1) + 1 }\nconst X: u64 = f(0);\nfn main() { println!("{}", X) }', REFUSED),
    Hostile("huge object", "static A: [u8; 1 << 28] = [1; 1 << 28];\nfn main() { println!(\"{}\", A[std::env::args().count()]) }", REFUSED),
    Hostile("type without end", "trait T { fn f(&self); } impl<A: Clone> T for A { fn f(&self) { (self.clone(), self.clone()).f() } }\nfn main() { 1.f() }", REFUSED),
    Hostile(
        "type without end or limit",
        '#![recursion_limit = "100000000"]\n#![type_length_limit = "1000000000000"]\nfn f<T: Copy>(t: T, n: u32) { if n > 0 { f((t, t), n - 1) } }\nfn main() { f(1, 2) }',
        REFUSED,
    ),
    Hostile("deep nesting", "fn main() { let _ = " + "(" * 200_000 + "1" + ")" * 200_000 + "; }", REFUSED),
    Hostile("links what is not there", '#[link(name = "no-such")] extern "C" { fn x(); }\nfn main() { unsafe { x() } }', REFUSED),
)  # fmt: skip
PROGRAMS = {
    "c": C, "cpp": CPP, "java": JAVA, "javascript": JAVASCRIPT, "typescript": TYPESCRIPT, "bash": BASH, "go": GO,
    "rust": RUST,
}  # fmt: skip
