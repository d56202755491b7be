package dev.tamis.web.catalogue;

import dev.tamis.web.answer.Polled;
import dev.tamis.web.http.ApiController;
import dev.tamis.web.openapi.Tags;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** What there is to make experiments of. */
@ApiController
@RequestMapping("/api/v1/catalogue")
@Tag(name = Tags.CATALOGUE)
class CatalogueController {

    private final CatalogueView catalogue = CatalogueView.whole();

    @GetMapping
    @Polled(RevisionsOfCatalogue.class)
    @Operation(
            operationId = "getCatalogue",
            summary = "Tell what there is: trainers, samplers, pruners, hyperparameters and their values",
            description =
                    "With settings, legal values, defaults and meanings, from which forms can be built and submissions"
                            + " checked. It changes with the version of the service and with nothing else.")
    CatalogueView catalogue() {
        return catalogue;
    }
}
