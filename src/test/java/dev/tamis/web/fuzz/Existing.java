package dev.tamis.web.fuzz;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the service has been made to hold, so that requests lead somewhere. */
final class Existing implements Values.Known {

    private static final Pattern ID = Pattern.compile("\"id\":\"([0-9a-f-]{36})\"");
    private static final Pattern NAME = Pattern.compile("\"name\":\"([^\"]+)\"");

    private final Map<String, List<String>> byKind = new TreeMap<>();
    private final Map<String, String> tags = new HashMap<>();
    private final Random random;

    Existing(Random random) {
        this.random = random;
        byKind.put("datasets", new ArrayList<>(List.of("mnist")));
    }

    /** @param body of a 201 */
    void remember(String path, String body) {
        String kind = kind(path);
        Matcher found = (kind.equals("datasets") ? NAME : ID).matcher(body);
        if (found.find()) {
            byKind.computeIfAbsent(kind, absent -> new ArrayList<>()).add(found.group(1));
        }
    }

    void rememberTag(String address, String tag) {
        tags.put(address, tag);
    }

    @Override
    public Optional<String> tag(String address) {
        return Optional.ofNullable(tags.get(address));
    }

    String newestExperiment() {
        List<String> all = byKind.get("experiments");
        return all.get(all.size() - 1);
    }

    @Override
    public String id(String path, boolean expendable) {
        return any(
                byKind.getOrDefault(
                        path.isEmpty() ? "search-spaces" : kind(path),
                        List.of(new UUID(random.nextLong(), random.nextLong()).toString())),
                expendable);
    }

    @Override
    public String dataset(boolean expendable) {
        return any(byKind.get("datasets"), expendable);
    }

    /** The newest most of all, for older ones have been deleted more often, and the oldest, which are kept. */
    private String any(List<String> all, boolean expendable) {
        int back = Math.min(all.size() - 1, random.nextInt(4));
        return all.get(!expendable && random.nextInt(2) == 0 ? back : all.size() - 1 - back);
    }

    private static String kind(String path) {
        return path.split("/")[3];
    }
}
