# syntax=docker/dockerfile:1

# Build on the processor that the image is for: the Maven profile that brings PyTorch's native library goes by it.
# Base images are named by the digest of their index, which covers every processor: the same file builds on the same base.
# To follow their security updates, take the newest digests from the registry, or give others: --build-arg JRE=...
ARG JDK=eclipse-temurin:17-jdk-noble@sha256:1acf864adb20be14ffa9039e44ba4c8e120e78a14492e67d67eafc6d5b52219a
ARG JRE=eclipse-temurin:17-jre-noble@sha256:76bf6d763e84e4d286d5ee3df61e4adeca214977f83c7d8d2327b93db582dd9d

FROM ${JDK} AS build
WORKDIR /build
COPY .mvn .mvn
COPY mvnw pom.xml LICENSE NOTICE ./
COPY src src
# The commit that is built, for /actuator/info: the context has no .git to ask.
ARG REVISION=unknown
# Tests and the formatter's check belong to ./mvnw verify, which CI runs on the same commit. The cache keeps Maven and the
# libraries over builds.
RUN --mount=type=cache,target=/root/.m2 \
    ./mvnw -B -q -DskipTests -Dspotless.check.skip -Dgit.commit.id=${REVISION} package && \
    java -Djarmode=tools -jar target/tamis-*.jar extract --layers --application-filename tamis.jar --destination layers

# Ubuntu, not Alpine: PyTorch's native library is built against glibc and libstdc++, which Alpine does not have.
FROM ${JRE}
# docker build --build-arg VERSION=0.1.0 --build-arg REVISION=$(git rev-parse HEAD) --build-arg CREATED=$(date -u +%FT%TZ) \
#              --build-arg SOURCE=<address of the repository> -t tamis:0.1.0 .
ARG VERSION=0.1.0-SNAPSHOT
ARG REVISION=unknown
ARG CREATED=unknown
ARG SOURCE=unknown
LABEL org.opencontainers.image.title="Tamis" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}" \
      org.opencontainers.image.created="${CREATED}" \
      org.opencontainers.image.source="${SOURCE}" \
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
# Classes as the JVM has them in memory once it has loaded them, learnt from a start that ends before it serves.
# JDK_JAVA_OPTIONS that do not go with the archive only make a start slower: Java then leaves it aside.
RUN java -XX:ArchiveClassesAtExit=tamis.jsa -XX:MaxRAMPercentage=50 -XX:+ExitOnOutOfMemoryError -Dai.djl.offline=true -Dspring.context.exit=onRefresh -jar tamis.jar --server.port=0 --tamis.home=/tmp/home && \
    rm -rf /tmp/*

# TAMIS_TOKEN              what clients have to bring; without one the node does not start, for others than this container reach it
# TAMIS_ALLOWED_HOSTS      names by which clients call it, beside localhost and IP addresses
# TAMIS_HOME               where the H2 file and PyTorch's unpacked library (450 MB) live
# SPRING_DATASOURCE_URL    another database, such as jdbc:postgresql://host/tamis; with ..._USERNAME and ..._PASSWORD
# TAMIS_API_ENABLED        false: this node serves no experiments
# TAMIS_WORKER_ENABLED     false: this node trains nothing
# SERVER_PORT              8080 by default
# MANAGEMENT_SERVER_PORT   a port of its own for health and metrics; the same as SERVER_PORT by default
# LOGGING_STRUCTURED_FORMAT_CONSOLE   logstash: a line is one JSON object; empty for lines that people read
# JDK_JAVA_OPTIONS         further JVM options; for nodes that train: -XX:TieredStopAtLevel=1
ENV TAMIS_HOME=/var/lib/tamis \
    SERVER_ADDRESS=0.0.0.0 \
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
ENTRYPOINT ["java", "-XX:SharedArchiveFile=tamis.jsa", "-XX:MaxRAMPercentage=50", "-XX:+ExitOnOutOfMemoryError", "-Dai.djl.offline=true", "-jar", "tamis.jar"]
