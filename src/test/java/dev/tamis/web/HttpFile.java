package dev.tamis.web;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A request file as the README in the folder http describes the format. */
public record HttpFile(Map<String, String> variables, List<Request> requests) {

    private static final Pattern VARIABLE = Pattern.compile("@(\\w+)\\s*=\\s*(.*)");
    private static final Pattern INCLUSION = Pattern.compile("(?m)^< \\./(\\S+)$");
    private static final Pattern HANDLER = Pattern.compile("(?s)> \\{%(.*?)%}");

    /**
     * One request with its placeholders.
     *
     * @param script what its response handler says; "" without one
     */
    public record Request(
            String title, String method, String address, Map<String, String> headers, String body, String script) {}

    public static HttpFile read(Path path) throws IOException {
        String[] parts = Files.readString(path).split("(?m)^### ?");
        Map<String, String> variables = new LinkedHashMap<>();
        parts[0].lines()
                .map(VARIABLE::matcher)
                .filter(Matcher::matches)
                .forEach(line -> variables.put(line.group(1), line.group(2).trim()));
        List<Request> requests = new ArrayList<>();
        for (int i = 1; i < parts.length; i++) {
            requests.add(request(parts[i], path));
        }
        return new HttpFile(variables, requests);
    }

    private static Request request(String part, Path file) throws IOException {
        int end = part.indexOf('\n');
        Matcher handler = HANDLER.matcher(part);
        String script = handler.find() ? handler.group(1) : "";
        List<String> lines = HANDLER.matcher(part.substring(end + 1))
                .replaceAll("")
                .lines()
                .filter(line -> !line.startsWith("#") && !line.startsWith("//"))
                .dropWhile(String::isBlank)
                .toList();
        String[] start = lines.get(0).split(" ", 2);
        List<String> head =
                lines.stream().skip(1).takeWhile(line -> !line.isBlank()).toList();
        Map<String, String> headers = new LinkedHashMap<>();
        head.forEach(line -> headers.put(
                line.substring(0, line.indexOf(':')),
                line.substring(line.indexOf(':') + 1).trim()));
        String body = lines.stream()
                .skip(1 + head.size())
                .collect(Collectors.joining("\n"))
                .trim();
        return new Request(
                part.substring(0, end).trim(), start[0], start[1].trim(), headers, included(body, file), script);
    }

    /** A line "< ./name" is the content of a file beside this one. */
    private static String included(String body, Path file) throws IOException {
        Matcher inclusion = INCLUSION.matcher(body);
        StringBuilder whole = new StringBuilder();
        while (inclusion.find()) {
            String content = Files.readString(file.resolveSibling(inclusion.group(1)));
            inclusion.appendReplacement(whole, Matcher.quoteReplacement(content.stripTrailing()));
        }
        return inclusion.appendTail(whole).toString();
    }
}
