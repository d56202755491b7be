package dev.tamis.mlp.djl;

import dev.tamis.mlp.activation.Activation;
import dev.tamis.mlp.optimizer.Code;
import dev.tamis.mlp.optimizer.Optimizer;
import dev.tamis.mlp.optimizer.UpdateRule;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The program's text: {@code pack.py}, with what optimizers and activations do in their places, and the numbers by which it is told
 * which of them are meant.
 *
 * <p>A line {@code #: optimizer BLOCK} becomes a choice between the statements of all optimizers that work on blocks:
 *
 * <pre>
 *   if torch.eq(optimizer, -1):
 *     epsilon = settings[torch.add(at, 2)]
 *     ...
 *   elif torch.eq(optimizer, -2):
 * </pre>
 */
final class Program {

    private static final String FILE = "pack.py";

    private static final String PLACE = "#: ";

    private static final String INDENT = "  ";

    /** Learning rate and weight decay stand before an optimizer's own coefficients. */
    private static final int BEFORE_COEFFICIENTS = 2;

    private Program() {}

    static String text() {
        try (InputStream stream = Program.class.getResourceAsStream(FILE)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(Program::filled)
                    .collect(Collectors.joining("\n", "", "\n"));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** 0 for one that updates all trials at once, above 0 for those that update matrices, below 0 for those that update blocks. */
    static int numberOf(Optimizer optimizer) {
        return switch (optimizer.rule().code().on()) {
            case ALL_TRIALS -> 0;
            case MATRIX -> 1 + on(Code.Operand.MATRIX).indexOf(optimizer);
            case BLOCK -> -1 - on(Code.Operand.BLOCK).indexOf(optimizer);
        };
    }

    /** 0 or more. */
    static int numberOf(Activation activation) {
        return List.of(Activation.values()).indexOf(activation);
    }

    private static List<Optimizer> on(Code.Operand operand) {
        return Arrays.stream(Optimizer.values())
                .filter(each -> each.rule().code().on() == operand)
                .toList();
    }

    private static String filled(String line) {
        String what = line.strip();
        if (!what.startsWith(PLACE)) {
            return line;
        }
        String indent = line.substring(0, line.indexOf(PLACE));
        String[] words = what.substring(PLACE.length()).split(" ");
        return choice(words[0], alternatives(words[1])).stream()
                .map(each -> indent + each)
                .collect(Collectors.joining("\n"));
    }

    private static List<Alternative> alternatives(String which) {
        return switch (which) {
            case "MATRIX", "BLOCK" ->
                on(Code.Operand.valueOf(which)).stream().map(Program::updateBy).toList();
            case "forward" ->
                Arrays.stream(Activation.values())
                        .map(each -> new Alternative(
                                numberOf(each),
                                each.function().forward().lines().toList()))
                        .toList();
            case "backward" ->
                Arrays.stream(Activation.values())
                        .map(each -> new Alternative(
                                numberOf(each),
                                each.function().backward().lines().toList()))
                        .toList();
            default -> throw new IllegalStateException("nothing is known to put in the place " + which);
        };
    }

    private static Alternative updateBy(Optimizer optimizer) {
        UpdateRule rule = optimizer.rule();
        List<String> statements = new ArrayList<>();
        for (int i = 0; i < rule.coefficients().size(); i++) {
            statements.add(
                    rule.coefficients().get(i) + " = settings[torch.add(at, " + (BEFORE_COEFFICIENTS + i) + ")]");
        }
        String part = rule.code().on() == Code.Operand.BLOCK ? "(self).rows(%ss, done, count)" : "%ss";
        if (rule.memory().first()) {
            statements.add("first = " + part.formatted("first"));
        }
        if (rule.memory().second()) {
            statements.add("second = " + part.formatted("second"));
        }
        statements.addAll(rule.code().statements().lines().toList());
        return new Alternative(numberOf(optimizer), statements);
    }

    /** What is done where the program is told a number. */
    private record Alternative(int number, List<String> statements) {}

    /** The last is taken without a question: the language wants to know that a variable is set in any case. */
    private static List<String> choice(String variable, List<Alternative> alternatives) {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < alternatives.size(); i++) {
            boolean last = i == alternatives.size() - 1;
            String question =
                    "if torch.eq(" + variable + ", " + alternatives.get(i).number() + "):";
            if (i == 0) {
                lines.add(last ? "if True:" : question);
            } else {
                lines.add(last ? "else:" : "el" + question);
            }
            alternatives.get(i).statements().forEach(each -> lines.add(INDENT + each));
        }
        return lines;
    }
}
