package dev.tamis;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URLClassLoader;

/**
 * Where the executable jar begins: runs {@link Tamis} with a loader that finds classes faster. Unpacked, or in an IDE, there is
 * nothing to gain.
 */
public final class Launch {

    private Launch() {}

    /** As {@link Tamis#main}. */
    public static void main(String[] arguments) throws Throwable {
        if (!(Launch.class.getClassLoader() instanceof URLClassLoader slow) || !IndexedLoader.isFor(slow.getURLs())) {
            Tamis.main(arguments);
            return;
        }
        ClassLoader loader = new IndexedLoader(slow.getURLs(), slow.getParent());
        Thread.currentThread().setContextClassLoader(loader);
        Method main = loader.loadClass("dev.tamis.Tamis").getMethod("main", String[].class);
        try {
            main.invoke(null, (Object) arguments);
        } catch (InvocationTargetException thrown) {
            throw thrown.getCause();
        }
    }
}
