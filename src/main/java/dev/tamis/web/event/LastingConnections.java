package dev.tamis.web.event;

import dev.tamis.web.change.EventFeeds;
import org.apache.coyote.AbstractProtocol;
import org.springframework.boot.tomcat.TomcatWebServer;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Leaves connections to requests that come and go: streams and requests that wait keep theirs, and where there can be few they would
 * take all. Each kind has a third at most, and whoever finds no place asks again and again, which is short.
 */
@Component
@Order(Ordered.LOWEST_PRECEDENCE)
class LastingConnections implements ApplicationListener<WebServerInitializedEvent> {

    private static final int KINDS_AND_ALL_OTHERS = 3;

    private final Followers followers;
    private final EventFeeds feeds;

    LastingConnections(Followers followers, EventFeeds feeds) {
        this.followers = followers;
        this.feeds = feeds;
    }

    /** The server knows by now how many there are. Health's own has none of them. */
    @Override
    public void onApplicationEvent(WebServerInitializedEvent started) {
        if (started.getApplicationContext().getServerNamespace() == null
                && started.getWebServer() instanceof TomcatWebServer tomcat
                && tomcat.getTomcat().getConnector().getProtocolHandler() instanceof AbstractProtocol<?> server
                && server.getMaxConnections() > 0) {
            int share = Math.max(1, server.getMaxConnections() / KINDS_AND_ALL_OTHERS);
            followers.limit(share);
            feeds.limit(share);
        }
    }
}
