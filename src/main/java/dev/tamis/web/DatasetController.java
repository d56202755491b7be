package dev.tamis.web;

import dev.tamis.dataset.Dataset;
import dev.tamis.dataset.DatasetInfo;
import dev.tamis.dataset.Datasets;
import dev.tamis.experiment.NotFound;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;

/** What there is to train on. */
@ApiController
@RequestMapping("/api/v1/datasets")
@Tag(name = Tags.DATASETS)
class DatasetController {

    private final Datasets datasets;

    DatasetController(Datasets datasets) {
        this.datasets = datasets;
    }

    @GetMapping
    @Operation(operationId = "listDatasets", summary = "List the datasets")
    PageView<DatasetInfo> list(@ParameterObject PageQuery query) {
        return PageView.of(query.of(datasets.list()), info -> info);
    }

    @GetMapping("/{name}")
    @Operation(operationId = "getDataset", summary = "Read what a dataset holds")
    DatasetInfo get(@Parameter(example = "mnist") @PathVariable String name) {
        return datasets.find(name).map(Dataset::info).orElseThrow(() -> new NotFound("dataset", name));
    }
}
