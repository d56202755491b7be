package dev.tamis.web.quota;

import dev.tamis.dataset.store.DatasetUsage;
import dev.tamis.dataset.store.DatasetUsages;
import dev.tamis.experiment.Usage;
import dev.tamis.experiment.Usages;
import dev.tamis.people.Subject;
import dev.tamis.quota.Quotas;
import dev.tamis.web.http.ApiController;
import dev.tamis.web.http.Held;
import dev.tamis.web.openapi.Tags;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.web.bind.annotation.GetMapping;

/** What people have, and how much of it they may have. */
@ApiController
@Tag(name = Tags.ACCESS)
class QuotaController {

    private final Usages usages;
    private final DatasetUsages datasets;
    private final Quotas quotas;
    private final List<Held> held;

    QuotaController(Usages usages, DatasetUsages datasets, Quotas quotas, List<Held> held) {
        this.held = held;
        this.usages = usages;
        this.datasets = datasets;
        this.quotas = quotas;
    }

    /** Of everybody. */
    @Schema(name = "Quotas")
    record AllView(List<QuotaView> quotas) {}

    @GetMapping("/api/v1/me/quota")
    @Operation(
            operationId = "getMyQuota",
            summary = "What you have and may have",
            description =
                    "Of experiments, trials in training, storage, datasets, search spaces, event streams, waiting requests and requests a second. The limits are set by whoever runs"
                            + " the service (`tamis.quota.*`)")
    QuotaView mine(Subject by) {
        return view(usages.of(by), datasets.of(by));
    }

    @GetMapping("/api/v1/quotas")
    @Operation(
            operationId = "listQuotas",
            summary = "What everybody has and may have",
            description = "Of all who have experiments or datasets, by name. For admins alone")
    AllView all(Subject by) {
        Map<String, Usage> theirs = usages.all(by).stream().collect(Collectors.toMap(Usage::owner, each -> each));
        Map<String, DatasetUsage> uploaded =
                datasets.all(by).stream().collect(Collectors.toMap(DatasetUsage::owner, each -> each));
        return new AllView(Stream.concat(theirs.keySet().stream(), uploaded.keySet().stream())
                .distinct()
                .sorted()
                .map(owner -> view(
                        theirs.getOrDefault(owner, new Usage(owner, 0, 0, 0, 0)),
                        uploaded.getOrDefault(owner, new DatasetUsage(owner, 0, 0))))
                .toList());
    }

    private QuotaView view(Usage usage, DatasetUsage uploaded) {
        return QuotaView.of(
                usage,
                uploaded,
                kind -> held.stream()
                        .filter(each -> each.kind() == kind)
                        .mapToInt(each -> each.by(usage.owner()))
                        .sum(),
                quotas.of(usage.owner()));
    }
}
