package dev.tamis.web;

import java.util.LinkedHashMap;
import java.util.Map;
import org.mozilla.javascript.Context;
import org.mozilla.javascript.RhinoException;
import org.mozilla.javascript.ScriptableObject;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Runs a response handler as IDEs do: as JavaScript, with the objects {@code client} and {@code response}. */
class HttpScript {

    private static final JsonMapper JSON = JsonMapper.shared();

    private static final String CLIENT = """
        var told = {assertions: 0, failures: [], globals: known};
        var test = "";
        var client = {
          global: {
            set: function (name, value) { told.globals[name] = value; },
            get: function (name) { return told.globals[name]; }
          },
          test: function (name, check) { test = name; check(); test = ""; },
          assert: function (holds, message) {
            told.assertions++;
            if (holds !== true) { told.failures.push(test + ", assertion " + told.assertions + (message ? ": " + message : "")); }
          },
          log: function () {}
        };
        response.headers.valueOf = function (name) { return response.headers.all[name.toLowerCase()]; };
        """;

    private final Map<String, String> globals = new LinkedHashMap<>();

    /**
     * Runs a handler.
     *
     * @param headers of the answer, by names in lower case
     * @param body as JSON: an object, or a text where the answer was no JSON
     * @return how many assertions held
     * @throws AssertionError if one does not hold, or if the handler is no JavaScript
     */
    int run(String script, int status, Map<String, String> headers, JsonNode body) {
        String whole = "var known = " + JSON.writeValueAsString(globals) + ";\nvar response = {status: " + status
                + ", body: " + JSON.writeValueAsString(body) + ", headers: {all: " + JSON.writeValueAsString(headers)
                + "}};\n" + CLIENT + script + "\nJSON.stringify(told);";
        JsonNode told = JSON.readTree(evaluate(whole));
        if (!told.get("failures").isEmpty()) {
            throw new AssertionError(told.get("failures") + " do not hold; the answer was " + status + " " + body);
        }
        told.get("globals")
                .properties()
                .forEach(each -> globals.put(each.getKey(), each.getValue().asString()));
        return told.get("assertions").asInt();
    }

    /** What handlers have set, for placeholders. */
    Map<String, String> globals() {
        return globals;
    }

    private static String evaluate(String script) {
        try (Context context = Context.enter()) {
            context.setInterpretedMode(true);
            context.setLanguageVersion(Context.VERSION_ES6);
            ScriptableObject scope = context.initSafeStandardObjects();
            return Context.toString(context.evaluateString(scope, script, "handler", 1, null));
        } catch (RhinoException broken) {
            throw new AssertionError(
                    "a handler is no JavaScript, or fails: " + broken.getMessage() + "\n" + script, broken);
        }
    }
}
