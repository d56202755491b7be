package dev.tamis.scheduling;

import dev.tamis.experiment.Claim;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.slf4j.MDC;

/** Which trials a line of the log is about, where the lines are JSON: fields that every line of a lane's work has. */
final class LogContext {

    private static final List<String> KEYS = List.of("experiment", "trials", "node");

    private LogContext() {}

    /** Does the work of a claim; lines of this thread name it meanwhile. */
    static void during(String node, Claim claim, Runnable work) {
        MDC.put("experiment", claim.lane().experimentId().toString());
        MDC.put("trials", ranges(claim.numbers()));
        MDC.put("node", node);
        try {
            work.run();
        } finally {
            KEYS.forEach(MDC::remove);
        }
    }

    /** Work for another thread, whose lines shall name what the calling thread's lines name now. */
    static Runnable carried(Runnable work) {
        Map<String, String> here = MDC.getCopyOfContextMap();
        if (here == null) {
            return work;
        }
        return () -> {
            here.forEach(MDC::put);
            try {
                work.run();
            } finally {
                here.keySet().forEach(MDC::remove);
            }
        };
    }

    /** Ascending numbers in few characters: 0-7,12. */
    static String ranges(List<Integer> numbers) {
        List<int[]> ranges = new ArrayList<>();
        for (int number : numbers) {
            int[] last = ranges.isEmpty() ? null : ranges.get(ranges.size() - 1);
            if (last != null && number == last[1] + 1) {
                last[1] = number;
            } else {
                ranges.add(new int[] {number, number});
            }
        }
        return ranges.stream()
                .map(range -> range[0] == range[1] ? "" + range[0] : range[0] + "-" + range[1])
                .collect(Collectors.joining(","));
    }
}
