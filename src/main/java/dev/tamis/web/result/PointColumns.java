package dev.tamis.web.result;

import dev.tamis.experiment.TrialState;
import dev.tamis.results.TrialPoint;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Trials as columns, put together while they are read one after the other: of 100,000 with fourteen hyperparameters the columns are a
 * third of what the trials are as objects.
 */
public final class PointColumns {

    private final List<Integer> number = new ArrayList<>();
    private final List<Integer> round = new ArrayList<>();
    private final List<TrialState> state = new ArrayList<>();
    private final List<Integer> epochsDone = new ArrayList<>();
    private final List<Double> value = new ArrayList<>();
    private final List<Double> accuracy = new ArrayList<>();
    private final Map<String, List<Object>> parameters = new LinkedHashMap<>();
    /** Each row brings its own copy of the few names that a categorical hyperparameter has. */
    private final Map<String, String> texts = new HashMap<>();

    private long newest;

    /** @param after what the cursor is where nothing has changed */
    public PointColumns(long after) {
        newest = after;
    }

    public void add(TrialPoint trial) {
        addParameters(trial.parameters().values(), number.size());
        number.add(trial.number());
        round.add(trial.round());
        state.add(trial.state());
        epochsDone.add(trial.epochsDone());
        value.add(trial.value());
        accuracy.add(trial.metric());
        newest = Math.max(newest, trial.changeNumber());
    }

    private void addParameters(Map<String, Object> values, int before) {
        values.keySet()
                .forEach(name ->
                        parameters.computeIfAbsent(name, first -> new ArrayList<>(Collections.nCopies(before, null))));
        parameters.forEach((name, column) -> column.add(shared(values.get(name))));
    }

    private Object shared(Object value) {
        return value instanceof String text ? texts.computeIfAbsent(text, same -> same) : value;
    }

    public PointsView view() {
        return new PointsView(newest, number, round, state, epochsDone, value, accuracy, parameters);
    }
}
