package dev.tamis.web.analysis;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tamis.mlp.OptimizerPath;
import dev.tamis.mlp.Point;
import dev.tamis.web.answer.Finite;
import dev.tamis.web.openapi.HoldsNulls;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.ArrayList;
import java.util.List;

/** Where an optimiser went. */
@Schema(name = "OptimizerPath")
record OptimizerPathView(
        @Schema(
                description =
                        "The start and the point after each update, [x, y]; null where a coordinate is no longer a"
                                + " number of single precision",
                example = "[[-7, 2], [-6.93, 1.6]]")
        @HoldsNulls
        List<List<Double>> points,

        @Schema(description = "The last of the points", example = "[-6.93, 1.6]") @JsonProperty("final") @HoldsNulls
        List<Double> last,

        @Schema(description = "The function's value at each of the points", example = "[6.45, 4.96]") @HoldsNulls
        List<Double> values) {

    static OptimizerPathView of(OptimizerPath path, List<Point> visited) {
        List<List<Double>> points = new ArrayList<>();
        List<Double> values = new ArrayList<>();
        for (Point point : visited) {
            List<Double> coordinates = new ArrayList<>();
            coordinates.add(Finite.orNull(point.x()));
            coordinates.add(Finite.orNull(point.y()));
            points.add(coordinates);
            values.add(Finite.orNull(path.a() * point.x() * point.x() + path.b() * point.y() * point.y()));
        }
        return new OptimizerPathView(points, points.get(points.size() - 1), values);
    }
}
