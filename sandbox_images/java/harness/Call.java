import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.*;

/**
 * Answers `call` tests: a byte on the wire asks for the next case, a frame of JSON (its length first) answers it. The types
 * of arguments and of the result are those of the method's own signature.
 */
public class Call {
    private static final int WIRE = 21;

    public static void main(String[] arguments) throws Throwable {
        Thread thread = new Thread(null, Call::serve, "main", 64L << 20);
        thread.start();
        thread.join();
        System.exit(0);
    }

    private static void serve() {
        try {
            FileDescriptor wire = wire();
            FileInputStream in = new FileInputStream(wire);
            FileOutputStream out = new FileOutputStream(wire);
            List<?> cases = (List<?>) new Reader(Files.readString(Path.of(".cases.json"))).value();
            String entry = System.getenv("ENTRY_POINT");
            String failure = null;
            Method method = null;
            try {
                method = find(entry);
            } catch (Throwable error) {
                failure = raised(error);
            }
            for (Object one : cases) {
                if (in.read() < 0) {
                    return;
                }
                send(out, failure != null ? failure : answer(method, (List<?>) ((Map<?, ?>) one).get("args")));
            }
        } catch (OutOfMemoryError error) {
            error.printStackTrace();
            Runtime.getRuntime().halt(1);
        } catch (Throwable error) {
            error.printStackTrace();
        }
    }

    private static FileDescriptor wire() throws Exception {
        FileDescriptor made = new FileDescriptor();
        Field number = FileDescriptor.class.getDeclaredField("fd");
        number.setAccessible(true);
        number.setInt(made, WIRE);
        return made;
    }

    private static void send(FileOutputStream out, String text) throws Exception {
        byte[] data = text.getBytes(StandardCharsets.UTF_8);
        byte[] frame = new byte[4 + data.length];
        for (int i = 0; i < 4; i++) {
            frame[i] = (byte) (data.length >>> 24 - 8 * i);
        }
        System.arraycopy(data, 0, frame, 4, data.length);
        out.write(frame);
    }

    private static String answer(Method method, List<?> args) {
        try {
            Type[] types = method.getGenericParameterTypes();
            if (types.length != args.size()) {
                throw new IllegalArgumentException("the method takes " + types.length + " arguments, not " + args.size());
            }
            Object[] values = new Object[types.length];
            for (int i = 0; i < values.length; i++) {
                values[i] = typed(args.get(i), types[i]);
            }
            Object instance = Modifier.isStatic(method.getModifiers()) ? null : made(method.getDeclaringClass());
            Object result = method.invoke(instance, values);
            if (method.getReturnType() == void.class && values.length > 0) {
                result = values[0]; // done in place
            }
            boolean empty = result == null && isList(method.getReturnType()) | isTree(method.getReturnType());
            StringBuilder text = new StringBuilder("[\"=\",");
            encode(text, empty ? List.of() : result);
            return text.append(']').toString();
        } catch (InvocationTargetException wrapped) {
            if (wrapped.getCause() instanceof OutOfMemoryError error) {
                throw error;
            }
            return raised(wrapped.getCause());
        } catch (OutOfMemoryError error) {
            throw error;
        } catch (Throwable error) {
            return raised(error);
        }
    }

    private static String raised(Throwable error) {
        StringBuilder text = new StringBuilder("[\"!\",");
        String where = "";
        for (StackTraceElement one : error.getStackTrace()) {
            if (!one.getClassName().startsWith("java.") && !one.getClassName().startsWith("jdk.")) {
                where = "\tat " + one + "\n";
                break;
            }
        }
        encode(text, where + error);
        return text.append(']').toString();
    }

    /** f or Solution.f: a method of that class, of Solution, or of the first class that has it. */
    private static Method find(String entry) throws Exception {
        int dot = entry.lastIndexOf('.');
        String name = entry.substring(dot + 1);
        List<String> classes = new ArrayList<>(dot < 0 ? Start.classes() : List.of(entry.substring(0, dot)));
        if (classes.remove("Solution")) {
            classes.add(0, "Solution");
        }
        for (String one : classes) {
            for (Method method : Class.forName(one).getDeclaredMethods()) {
                if (method.getName().equals(name) && !method.isBridge()) {
                    method.setAccessible(true);
                    return method;
                }
            }
        }
        throw new NoSuchMethodException("the program does not define " + entry);
    }

    private static Object made(Class<?> kind, Object... arguments) throws Exception {
        for (Constructor<?> one : kind.getDeclaredConstructors()) {
            if (one.getParameterCount() == arguments.length) {
                one.setAccessible(true);
                return one.newInstance(arguments);
            }
        }
        throw new NoSuchMethodException(kind + " has no constructor of " + arguments.length + " arguments");
    }

    private static Object typed(Object value, Type type) throws Exception {
        if (type instanceof ParameterizedType of) {
            Class<?> raw = (Class<?>) of.getRawType();
            Type[] inner = of.getActualTypeArguments();
            if (Map.class.isAssignableFrom(raw)) {
                Map<Object, Object> map = new LinkedHashMap<>();
                for (Map.Entry<?, ?> one : ((Map<?, ?>) value).entrySet()) {
                    map.put(key((String) one.getKey(), inner[0]), typed(one.getValue(), inner[1]));
                }
                return map;
            }
            Collection<Object> all = Set.class.isAssignableFrom(raw) ? new LinkedHashSet<>() : raw == Queue.class || raw == Deque.class ? new ArrayDeque<>() : new ArrayList<>();
            for (Object one : (List<?>) value) {
                all.add(typed(one, inner[0]));
            }
            return all;
        }
        if (!(type instanceof Class<?> kind)) {
            return value;
        }
        if (kind.isArray()) {
            List<?> all = (List<?>) value;
            Object array = Array.newInstance(kind.getComponentType(), all.size());
            for (int i = 0; i < all.size(); i++) {
                Array.set(array, i, typed(all.get(i), kind.getComponentType()));
            }
            return array;
        }
        return scalar(value, kind);
    }

    private static Object key(String text, Type type) throws Exception {
        return type == String.class ? text : typed(type == Character.class ? text : new Reader(text).value(), type);
    }

    private static Object scalar(Object value, Class<?> kind) throws Exception {
        if (isList(kind)) {
            return list((List<?>) value, kind);
        }
        if (isTree(kind)) {
            return tree((List<?>) value, kind);
        }
        if (value instanceof Number number) {
            if (kind == int.class || kind == Integer.class) return Math.toIntExact(whole(number));
            if (kind == long.class || kind == Long.class) return whole(number);
            if (kind == double.class || kind == Double.class) return number.doubleValue();
            if (kind == float.class || kind == Float.class) return number.floatValue();
            if (kind == short.class || kind == Short.class) return (short) whole(number);
            if (kind == byte.class || kind == Byte.class) return (byte) whole(number);
            if (kind == BigInteger.class) return new BigInteger(number.toString());
            return number instanceof BigInteger big && big.bitLength() < 32 ? (Object) big.intValue() : number;
        }
        if (kind == char.class || kind == Character.class) {
            if (((String) value).length() != 1) throw new IllegalArgumentException("the argument is no char");
            return ((String) value).charAt(0);
        }
        return value;
    }

    private static long whole(Number number) {
        if (number instanceof BigInteger big) return big.longValueExact();
        throw new IllegalArgumentException("the argument is no integer");
    }

    private static boolean has(Class<?> kind, String... names) {
        for (String name : names) {
            try {
                kind.getDeclaredField(name);
            } catch (NoSuchFieldException error) {
                return false;
            }
        }
        return true;
    }

    private static boolean isList(Class<?> kind) {
        return has(kind, "val", "next");
    }

    private static boolean isTree(Class<?> kind) {
        return has(kind, "val", "left", "right");
    }

    private static Object get(Object node, String name) throws Exception {
        Field field = node.getClass().getDeclaredField(name);
        field.setAccessible(true);
        return field.get(node);
    }

    private static void set(Object node, String name, Object value) throws Exception {
        Field field = node.getClass().getDeclaredField(name);
        field.setAccessible(true);
        field.set(node, value);
    }

    private static Object node(Class<?> kind, Object value) throws Exception {
        Object of = typed(value, kind.getDeclaredField("val").getGenericType());
        try {
            return made(kind, of);
        } catch (NoSuchMethodException none) {
            Object made = made(kind);
            set(made, "val", of);
            return made;
        }
    }

    private static Object list(List<?> values, Class<?> kind) throws Exception {
        Object head = null;
        for (int i = values == null ? -1 : values.size() - 1; i >= 0; i--) {
            Object one = node(kind, values.get(i));
            set(one, "next", head);
            head = one;
        }
        return head;
    }

    private static Object tree(List<?> values, Class<?> kind) throws Exception {
        if (values == null || values.isEmpty() || values.get(0) == null) {
            return null;
        }
        List<Object> level = new ArrayList<>(List.of(node(kind, values.get(0))));
        for (int at = 1, parent = 0; at < values.size() && parent < level.size(); parent++) {
            for (String side : new String[] {"left", "right"}) {
                if (at < values.size() && values.get(at) != null) {
                    Object made = node(kind, values.get(at));
                    set(level.get(parent), side, made);
                    level.add(made);
                }
                at++;
            }
        }
        return level.get(0);
    }

    /** As sandbox_images/README.md has it. */
    private static void encode(StringBuilder out, Object value) {
        try {
            encodeChecked(out, value);
        } catch (RuntimeException error) {
            throw error;
        } catch (Exception error) {
            throw new IllegalArgumentException(error);
        }
    }

    private static void encodeChecked(StringBuilder out, Object value) throws Exception {
        if (value == null || value instanceof Boolean || value instanceof Integer || value instanceof Short || value instanceof Byte || value instanceof Long
            || value instanceof Double || value instanceof Float) {
            out.append(value);
        } else if (value instanceof BigInteger big) {
            out.append("[\"i\",\"").append(big.signum() < 0 ? "-" : "").append("0x").append(big.abs().toString(16)).append("\"]");
        } else if (value instanceof CharSequence || value instanceof Character) {
            text(out, value.toString());
        } else if (value instanceof Map<?, ?> map) {
            out.append("[\"d\",[");
            String comma = "";
            for (Map.Entry<?, ?> one : map.entrySet()) {
                out.append(comma).append('[');
                encode(out, one.getKey());
                out.append(',');
                encode(out, one.getValue());
                out.append(']');
                comma = ",";
            }
            out.append("]]");
        } else if (value instanceof Iterable<?> all) {
            all(out, all);
        } else if (value.getClass().isArray()) {
            List<Object> all = new ArrayList<>();
            for (int i = 0; i < Array.getLength(value); i++) {
                all.add(Array.get(value, i));
            }
            all(out, all);
        } else if (value instanceof Optional<?> one) {
            encode(out, one.orElse(null));
        } else if (isList(value.getClass())) {
            all(out, listValues(value));
        } else if (isTree(value.getClass())) {
            all(out, treeValues(value));
        } else {
            throw new IllegalArgumentException("returned a " + value.getClass().getName() + ", which is no plain data");
        }
    }

    private static void all(StringBuilder out, Iterable<?> values) {
        out.append("[\"l\",[");
        String comma = "";
        for (Object one : values) {
            out.append(comma);
            encode(out, one);
            comma = ",";
        }
        out.append("]]");
    }

    private static List<Object> listValues(Object node) throws Exception {
        List<Object> values = new ArrayList<>();
        for (; node != null; node = get(node, "next")) {
            values.add(get(node, "val"));
        }
        return values;
    }

    private static List<Object> treeValues(Object root) throws Exception {
        List<Object> values = new ArrayList<>();
        List<Object> level = new ArrayList<>();
        level.add(root);
        for (int at = 0; at < level.size(); at++) {
            Object node = level.get(at);
            values.add(node == null ? null : get(node, "val"));
            if (node != null) {
                level.add(get(node, "left"));
                level.add(get(node, "right"));
            }
        }
        while (!values.isEmpty() && values.get(values.size() - 1) == null) {
            values.remove(values.size() - 1);
        }
        return values;
    }

    private static void text(StringBuilder out, String text) {
        out.append('"');
        for (char c : text.toCharArray()) {
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < 0x20 || Character.isSurrogate(c)) {
                out.append(String.format("\\u%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        out.append('"');
    }

    /** JSON as Java's lists, maps, strings, booleans, BigIntegers and Doubles. */
    private static class Reader {
        private final String text;
        private int at;

        Reader(String text) {
            this.text = text;
        }

        Object value() {
            blank();
            char c = text.charAt(at);
            if (c == '[') return array();
            if (c == '{') return object();
            if (c == '"') return string();
            int start = at;
            while (at < text.length() && ",]} \n\r\t:".indexOf(text.charAt(at)) < 0) at++;
            String word = text.substring(start, at);
            if (word.equals("null")) return null;
            if (word.equals("true") || word.equals("false")) return word.equals("true");
            if (word.matches("-?[0-9]+")) return new BigInteger(word);
            return Double.valueOf(word);
        }

        private void blank() {
            while (at < text.length() && Character.isWhitespace(text.charAt(at))) at++;
        }

        private boolean ends(char mark) {
            blank();
            if (text.charAt(at) == ',') {
                at++;
                blank();
            }
            if (text.charAt(at) != mark) return false;
            at++;
            return true;
        }

        private List<Object> array() {
            List<Object> all = new ArrayList<>();
            at++;
            while (!ends(']')) all.add(value());
            return all;
        }

        private Map<String, Object> object() {
            Map<String, Object> all = new LinkedHashMap<>();
            at++;
            while (!ends('}')) {
                String name = string();
                blank();
                at++;
                all.put(name, value());
            }
            return all;
        }

        private String string() {
            StringBuilder out = new StringBuilder();
            for (at++; text.charAt(at) != '"'; at++) {
                char c = text.charAt(at);
                if (c == '\\') {
                    c = text.charAt(++at);
                    int plain = "bfnrt".indexOf(c);
                    if (c == 'u') {
                        c = (char) Integer.parseInt(text.substring(at + 1, at + 5), 16);
                        at += 4;
                    } else if (plain >= 0) {
                        c = "\b\f\n\r\t".charAt(plain);
                    }
                }
                out.append(c);
            }
            at++;
            return out.toString();
        }
    }
}
