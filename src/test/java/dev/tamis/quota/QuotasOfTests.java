package dev.tamis.quota;

import java.util.Map;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** Quotas as a service has them with some settings. */
public final class QuotasOfTests {

    private QuotasOfTests() {}

    /** @param settings by their whole names */
    public static Quotas of(Map<String, String> settings) {
        return new Binder(new MapConfigurationPropertySource(settings)).bindOrCreate("tamis.quota", Quotas.class);
    }
}
