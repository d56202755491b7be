package dev.tamis.access;

import dev.tamis.quota.Turnstile;
import dev.tamis.space.Refusal;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer;
import org.springframework.security.config.annotation.web.configurers.CorsConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.security.web.firewall.StrictHttpFirewall;
import org.springframework.security.web.session.DisableEncodeUrlFilter;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.UrlBasedCorsConfigurationSource;
import org.springframework.web.servlet.HandlerExceptionResolver;

/** What stands between the server and everything that answers, on the port of the API and on that of health alike. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(AccessSettings.class)
class AccessConfiguration {

    private static final Logger LOG = LoggerFactory.getLogger(AccessConfiguration.class);

    /** What a browser shows by itself: who is not let in is sent where they can log in. */
    private static final List<String> SWAGGER_UI = List.of("/swagger-ui.html", "/swagger-ui/index.html");

    /** Where the dashboard asks for the token, and then goes on to Swagger UI. */
    private static final String LOGIN_FOR_SWAGGER_UI = "/#/api";

    /** What scripts of other origins may read, beside what browsers let them read anyway. */
    private static final List<String> EXPOSED = List.of(
            "Location",
            "ETag",
            "Retry-After",
            "RateLimit",
            "RateLimit-Policy",
            "WWW-Authenticate",
            "Content-Disposition");

    private static final Duration PREFLIGHT_KEPT = Duration.ofHours(1);

    private final AccessSettings settings;
    private final HandlerExceptionResolver problems;
    private final SecureRandom random = new SecureRandom();

    AccessConfiguration(
            AccessSettings settings, @Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems) {
        this.settings = settings;
        this.problems = problems;
    }

    @Bean
    TokenRows tokenRows(JdbcClient jdbc, TransactionOperations transactions, Turnstile turnstile) {
        return new TokenRows(jdbc, transactions, turnstile);
    }

    @Bean
    SigningKey signingKey(JdbcClient jdbc) {
        return new StoredKey(jdbc, random).key();
    }

    @Bean
    KnownTokens knownTokens(TokenRows rows, SigningKey key, Clock clock) {
        LastUses uses = new LastUses(rows, LastUses.writer(), clock);
        return new KnownTokens(settings.configured(), key, rows, uses, clock);
    }

    @Bean
    ApiTokens apiTokens(TokenRows rows, KnownTokens known, Clock clock) {
        return new ApiTokens(rows, known::forget, random, clock);
    }

    /** Not on workers, whose homes nobody looks into. */
    @Bean
    @ConditionalOnProperty(name = "tamis.access", havingValue = "tokens")
    @ConditionalOnBooleanProperty(name = "tamis.api.enabled", matchIfMissing = true)
    FirstAdmin firstAdmin(TokenRows rows, @Value("${tamis.home}") Path home, Clock clock) {
        return new FirstAdmin(rows, home.resolve(PrivateFiles.ADMIN_TOKEN), random, clock);
    }

    @Bean
    TokensInBackups tokensInBackups(KnownTokens known, ObjectProvider<FirstAdmin> first) {
        return new TokensInBackups(known, () -> first.ifAvailable(FirstAdmin::makeSure));
    }

    @Bean
    Credentials credentials(SigningKey key, KnownTokens tokens, Environment environment, Clock clock) {
        if (!settings.needTokens(environment)) {
            LOG.info(
                    "Only this machine reaches the service: there is no token (tamis.token, tamis.access=tokens) to open"
                            + " it to others with");
            return new Credentials(Optional.empty(), tokens, Optional.empty(), clock);
        }
        Optional<IssuedTokens> issued =
                AccessSettings.issuer(environment).map(issuer -> issuedBy(issuer, environment, clock));
        String issuer = issued.map(IssuedTokens::issuer).orElse("");
        return new Credentials(Optional.of(new Sessions(key, tokens, issuer, clock)), tokens, issued, clock);
    }

    private IssuedTokens issuedBy(String issuer, Environment environment, Clock clock) {
        List<String> audiences = AccessSettings.audiences(environment);
        if (audiences.isEmpty()) {
            LOG.warn(
                    "Tokens that {} makes for any of its services let people in here, too. To take only those that are meant"
                            + " for this one, set spring.security.oauth2.resourceserver.jwt.audiences",
                    issuer);
        }
        return new IssuedTokens(issuer, settings.oidc(), () -> Discovery.decoder(issuer, audiences), clock);
    }

    @Bean
    Permissions permissions(@Value("${management.endpoints.web.base-path:/actuator}") String actuator) {
        return new Permissions(actuator);
    }

    @Bean
    SecurityFilterChain door(
            HttpSecurity http, Credentials credentials, Permissions permissions, RequestCount requests) {
        HandlerExceptionResolver counted = counted(requests);
        Hosts hosts = new Hosts(settings.allowedHosts(), credentials.areNeeded());
        Pages pages = new Pages(settings.cors().allowedOrigins());
        http.addFilterBefore(new Door(hosts, pages, credentials.sessions(), counted), DisableEncodeUrlFilter.class)
                .csrf(AbstractHttpConfigurer::disable)
                .headers(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .cors(settings.cors().allowedOrigins().isEmpty() ? AbstractHttpConfigurer::disable : this::allow);
        http.addFilterBefore(new TokenCheck(credentials, permissions, counted), AnonymousAuthenticationFilter.class);
        if (credentials.areNeeded()) {
            http.authorizeHttpRequests(rules -> rules(rules, permissions))
                    .exceptionHandling(refused -> refused.authenticationEntryPoint(
                            (request, response, none) -> challenge(request, response, counted)));
        } else {
            http.authorizeHttpRequests(rules -> rules.anyRequest().permitAll());
        }
        return http.build();
    }

    /** Requests are measured as a whole; a figure for each filter would be a hundred more that nobody reads. */
    @Bean
    SecurityObservationSettings noFiguresOfFilters() {
        return SecurityObservationSettings.noObservations();
    }

    /** Paths with two readings are refused; headers and parameters the server and the API judge. */
    @Bean
    StrictHttpFirewall firewall() {
        StrictHttpFirewall firewall = new StrictHttpFirewall();
        firewall.setUnsafeAllowAnyHttpMethod(true);
        firewall.setAllowedHeaderNames(name -> true);
        firewall.setAllowedHeaderValues(value -> true);
        firewall.setAllowedParameterNames(name -> true);
        firewall.setAllowedParameterValues(value -> true);
        return firewall;
    }

    @Bean
    RequestRejectedHandler whatTheFirewallRefuses() {
        return (request, response, rejected) ->
                problems.resolveException(request, response, null, AccessRefused.path());
    }

    private static void rules(
            AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizationManagerRequestMatcherRegistry requests,
            Permissions permissions) {
        requests.dispatcherTypeMatchers(
                        // what goes on with a request that was let in
                        DispatcherType.ASYNC, DispatcherType.ERROR, DispatcherType.FORWARD, DispatcherType.INCLUDE)
                .permitAll()
                .requestMatchers(request -> permissions.needed(request).isEmpty())
                .permitAll()
                .anyRequest()
                .authenticated();
    }

    /** What is refused here never comes to where requests are counted else. */
    private HandlerExceptionResolver counted(RequestCount requests) {
        return (request, response, handler, refused) -> {
            Exception told = refused;
            try {
                requests.count(request, response);
            } catch (Refusal tooMany) {
                told = tooMany;
            }
            return problems.resolveException(request, response, handler, told);
        };
    }

    private static void challenge(
            HttpServletRequest request, HttpServletResponse response, HandlerExceptionResolver problems)
            throws IOException {
        String path = request.getRequestURI().substring(request.getContextPath().length());
        if (SWAGGER_UI.contains(path)) {
            response.sendRedirect(request.getContextPath() + LOGIN_FOR_SWAGGER_UI);
        } else {
            problems.resolveException(request, response, null, AccessRefused.withoutToken());
        }
    }

    /** Without cookies: pages of others bring the token, or talk to a service that needs none. */
    private void allow(CorsConfigurer<HttpSecurity> cors) {
        CorsConfiguration rules = new CorsConfiguration();
        rules.setAllowedOrigins(settings.cors().allowedOrigins());
        rules.setAllowedMethods(List.of(CorsConfiguration.ALL)); // what there is not is refused by its address
        rules.setAllowedHeaders(List.of(CorsConfiguration.ALL));
        rules.setExposedHeaders(EXPOSED);
        rules.setMaxAge(PREFLIGHT_KEPT);
        UrlBasedCorsConfigurationSource everywhere = new UrlBasedCorsConfigurationSource();
        everywhere.registerCorsConfiguration("/**", rules);
        cors.configurationSource(everywhere);
    }
}
