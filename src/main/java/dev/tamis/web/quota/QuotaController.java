package dev.tamis.web.quota;

import dev.tamis.experiment.Usage;
import dev.tamis.experiment.Usages;
import dev.tamis.people.Subject;
import dev.tamis.quota.Quotas;
import dev.tamis.web.http.ApiController;
import dev.tamis.web.openapi.Tags;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;

/** What people have, and how much of it they may have. */
@ApiController
@Tag(name = Tags.ACCESS)
class QuotaController {

    private final Usages usages;
    private final Quotas quotas;

    QuotaController(Usages usages, Quotas quotas) {
        this.usages = usages;
        this.quotas = quotas;
    }

    /** Of everybody. */
    @Schema(name = "Quotas")
    record AllView(List<QuotaView> quotas) {}

    @GetMapping("/api/v1/me/quota")
    @Operation(
            operationId = "getMyQuota",
            summary = "What you have and may have",
            description = "Of experiments, trials in training, storage and requests. The limits are set by whoever runs"
                    + " the service (`tamis.quota.*`)")
    QuotaView mine(Subject by) {
        return view(usages.of(by));
    }

    @GetMapping("/api/v1/quotas")
    @Operation(
            operationId = "listQuotas",
            summary = "What everybody has and may have",
            description = "Of all owners of experiments, by name. For admins alone")
    AllView all(Subject by) {
        return new AllView(usages.all(by).stream().map(this::view).toList());
    }

    private QuotaView view(Usage usage) {
        return QuotaView.of(usage, quotas.of(usage.owner()));
    }
}
