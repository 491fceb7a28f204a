import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Starts a program by the class that has a main: Main where there is one, else the first by name. */
public class Start {
    public static void main(String[] arguments) throws Throwable {
        for (String name : classes()) {
            Class<?> found = Class.forName(name, false, Start.class.getClassLoader());
            for (Method method : found.getDeclaredMethods()) {
                if (starts(method)) {
                    run(method, arguments);
                    return;
                }
            }
        }
        System.err.println("no class has a method public static void main(String[])");
        System.exit(1);
    }

    private static boolean starts(Method method) {
        Class<?>[] types = method.getParameterTypes();
        return method.getName().equals("main") && Modifier.isStatic(method.getModifiers())
            && (types.length == 0 || types.length == 1 && types[0] == String[].class);
    }

    private static void run(Method method, String[] arguments) throws Throwable {
        method.setAccessible(true);
        try {
            if (method.getParameterCount() == 0) {
                method.invoke(null);
            } else {
                method.invoke(null, (Object) arguments);
            }
        } catch (InvocationTargetException wrapped) {
            throw wrapped.getCause();
        }
    }

    static List<String> classes() throws Exception {
        List<String> names = new ArrayList<>();
        try (var paths = Files.walk(Path.of("."), 8)) {
            paths.filter(path -> path.toString().endsWith(".class")).forEach(path -> {
                String name = Path.of(".").relativize(path).toString().replace('/', '.');
                names.add(name.substring(0, name.length() - ".class".length()));
            });
        }
        Collections.sort(names);
        if (names.remove("Main")) {
            names.add(0, "Main");
        }
        return names;
    }
}
