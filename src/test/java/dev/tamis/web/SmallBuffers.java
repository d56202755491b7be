package dev.tamis.web;

import org.springframework.boot.tomcat.TomcatConnectorCustomizer;
import org.springframework.context.annotation.Bean;

/** Connections whose buffers a few kilobytes fill, so that a client that does not read is noticed early. */
class SmallBuffers {

    @Bean
    TomcatConnectorCustomizer smallBuffers() {
        return connector -> {
            connector.setProperty("socket.txBufSize", "8192");
            connector.setProperty("socket.rxBufSize", "8192");
        };
    }
}
