package dev.tamis.search.sampler.gp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tamis.search.sampler.cube.Cube;
import dev.tamis.space.CategoricalDomain;
import dev.tamis.space.Condition;
import dev.tamis.space.Domain;
import dev.tamis.space.FloatDomain;
import dev.tamis.space.Scale;
import dev.tamis.space.SearchSpace;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DistancesTest {

    /**
     * Distances are those of points in a space, and then every kernel of them is one, if and only if what is left of the squares without
     * their means has no negative eigenvalue (I. Schoenberg, 1935).
     */
    @Test
    void whatIsNotThereLiesSomewhereBesideTheAxis() {
        Distances distances = new Distances(Cube.of(space()));
        double[] places = IntStream.rangeClosed(0, 20)
                .mapToDouble(i -> i == 20 ? Double.NaN : i / 19.0)
                .toArray();
        int n = places.length;
        double[][] squares = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                squares[i][j] = distances.square(1, places[i], places[j]);
            }
        }

        double[][] products = centred(squares);
        for (int i = 0; i < n; i++) {
            products[i][i] += 1e-9;
        }
        assertThat(Cholesky.of(products)).isNotNull();
        assertThat(squares[n - 1][0]).isEqualTo(1);
        assertThat(squares[n - 1][n - 1]).isZero();
    }

    @Test
    void theSlopeIsHalfTheDerivativeOfTheSquare() {
        Distances distances = new Distances(Cube.of(space()));
        double h = 1e-6;
        for (double b : new double[] {0.2, 0.9, Double.NaN}) {
            double derivative = (distances.square(1, 0.4 + h, b) - distances.square(1, 0.4 - h, b)) / (2 * h);
            assertThat(distances.slope(1, 0.4, b)).isCloseTo(derivative / 2, within(1e-6));
        }
        assertThat(distances.slope(1, Double.NaN, 0.4)).isZero();
    }

    /** Minus half the squares, without the means of rows and columns: the products of the points, seen from their middle. */
    private static double[][] centred(double[][] squares) {
        int n = squares.length;
        double[] means = new double[n];
        double all = 0;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                means[i] += squares[i][j] / n;
            }
            all += means[i] / n;
        }
        double[][] centred = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                centred[i][j] = -(squares[i][j] - means[i] - means[j] + all) / 2;
            }
        }
        return centred;
    }

    private static SearchSpace space() {
        Map<String, Domain> domains = new LinkedHashMap<>();
        domains.put("optimizer", new CategoricalDomain(List.of("SGD", "MOMENTUM")));
        domains.put("momentum", new FloatDomain(0, 1, Scale.LINEAR));
        return new SearchSpace(domains, Map.of("momentum", new Condition(Map.of("optimizer", List.of("MOMENTUM")))));
    }
}
