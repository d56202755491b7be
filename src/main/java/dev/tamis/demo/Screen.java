package dev.tamis.demo;

import java.io.Console;
import java.io.PrintStream;

/** The terminal, or the file in place of it. A terminal sees one progress line that moves; a file a new one now and then. */
final class Screen {

    private static final int PERCENT_BETWEEN_LINES = 5;

    private final PrintStream out;

    private final boolean terminal;

    private int shownPercent = -PERCENT_BETWEEN_LINES;

    private int shownLength;

    /** @param terminal whether the output understands a carriage return and someone is looking */
    Screen(PrintStream out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    static Screen ofThisProcess() {
        return new Screen(System.out, isTerminal(System.console()));
    }

    void say(String text) {
        endProgress();
        out.println(text);
        out.flush();
    }

    void show(Progress progress) {
        if (terminal) {
            String line = progress.line();
            out.print("\r" + line + " ".repeat(Math.max(0, shownLength - line.length())));
            shownLength = line.length();
        } else if (progress.percent() - shownPercent >= PERCENT_BETWEEN_LINES
                || progress.percent() == 100 && shownPercent < 100) {
            out.println(progress.line());
            shownPercent = progress.percent();
        }
        out.flush();
    }

    private void endProgress() {
        if (shownLength > 0) {
            out.println();
            shownLength = 0;
        }
    }

    private static boolean isTerminal(Console console) {
        if (console == null) {
            return false;
        }
        try {
            // from JDK 22 on there can be a console that is no terminal, and this method says so
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException olderJdk) {
            return true;
        }
    }
}
