# syntax=docker/dockerfile:1

# Build on the processor that the image is for: the Maven profile that brings PyTorch's native library goes by it.
FROM eclipse-temurin:17-jdk-noble AS build
WORKDIR /build
COPY .mvn .mvn
COPY mvnw pom.xml ./
COPY src src
# Tests and the formatter's check belong to ./mvnw verify, which CI runs on the same commit. The cache keeps Maven and the
# libraries over builds.
RUN --mount=type=cache,target=/root/.m2 \
    ./mvnw -B -q -DskipTests -Dspotless.check.skip package && \
    java -Djarmode=tools -jar target/tamis-*.jar extract --layers --application-filename tamis.jar --destination layers

# Ubuntu, not Alpine: PyTorch's native library is built against glibc and libstdc++, which Alpine does not have.
FROM eclipse-temurin:17-jre-noble
LABEL org.opencontainers.image.title="Tamis" \
      org.opencontainers.image.description="Hyperparameter optimisation as one REST service" \
      org.opencontainers.image.licenses="Apache-2.0 AND CC-BY-SA-3.0"

# A fixed number, so that volumes keep their owner and Kubernetes' runAsNonRoot can check it.
RUN useradd --uid 10001 --user-group --home-dir /var/lib/tamis --create-home --shell /usr/sbin/nologin tamis
WORKDIR /opt/tamis
COPY LICENSE NOTICE ./
# From what changes least to what changes most: a change of the code ships 11 MB, not 190.
COPY --from=build /build/layers/dependencies/ ./
COPY --from=build /build/layers/spring-boot-loader/ ./
COPY --from=build /build/layers/snapshot-dependencies/ ./
COPY --from=build /build/layers/application/ ./

# TAMIS_HOME               where the H2 file and PyTorch's unpacked library (450 MB) live
# SPRING_DATASOURCE_URL    another database, such as jdbc:postgresql://host/tamis; with ..._USERNAME and ..._PASSWORD
# TAMIS_API_ENABLED        false: this node serves no experiments
# TAMIS_WORKER_ENABLED     false: this node trains nothing
# SERVER_PORT              8080 by default
# MANAGEMENT_SERVER_PORT   a port of its own for health and metrics; the same as SERVER_PORT by default
# LOGGING_STRUCTURED_FORMAT_CONSOLE   logstash: a line is one JSON object; empty for lines that people read
# JDK_JAVA_OPTIONS         further JVM options; for nodes that train: -XX:TieredStopAtLevel=1
ENV TAMIS_HOME=/var/lib/tamis \
    LOGGING_STRUCTURED_FORMAT_CONSOLE=logstash \
    OPT_OUT_TRACKING=true
VOLUME /var/lib/tamis
EXPOSE 8080
USER 10001:10001

# Liveness, not all of health: who restarts unhealthy containers shall not restart them because the database is away.
# bash speaks HTTP well enough; the image then needs no curl. The start period covers unpacking PyTorch on a slow disk.
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 \
    CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/${MANAGEMENT_SERVER_PORT:-${SERVER_PORT:-8080}} && printf 'GET /actuator/health/liveness HTTP/1.0\\r\\nHost: localhost\\r\\n\\r\\n' >&3 && head -n 1 <&3 | grep -q ' 200 '"]

# MaxRAMPercentage: arrays in training live outside of the Java heap, so half of the container's memory is left to them.
# ExitOnOutOfMemoryError: a node that is out of memory ends and restarts; its trials are revived elsewhere.
ENTRYPOINT ["java", "-XX:MaxRAMPercentage=50", "-XX:+ExitOnOutOfMemoryError", "-Dai.djl.offline=true", "-jar", "tamis.jar"]
