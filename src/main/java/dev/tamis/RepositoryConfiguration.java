package dev.tamis;

import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;
import org.springframework.data.jpa.repository.query.QueryEnhancerFactories;
import org.springframework.data.jpa.repository.query.QueryEnhancerSelector;

/** Where entities and repositories are, and how their queries are read: each once, by Hibernate. */
@Configuration(proxyBeanMethods = false)
@EntityScan("dev.tamis.experiment")
@EnableJpaRepositories(
        basePackages = {"dev.tamis.experiment", "dev.tamis.results"},
        queryEnhancerSelector = RepositoryConfiguration.NotParsed.class)
class RepositoryConfiguration {

    /**
     * Spring Data would parse each query to be able to sort it, to count it, or to make records of what it selects, which none of
     * ours asks for ({@code select new} says the last by itself); its parser alone took a tenth of the start. Hibernate checks the
     * same queries while it starts.
     */
    static class NotParsed extends QueryEnhancerSelector.DefaultQueryEnhancerSelector {

        NotParsed() {
            super(QueryEnhancerFactories.fallback(), QueryEnhancerFactories.fallback());
        }
    }
}
