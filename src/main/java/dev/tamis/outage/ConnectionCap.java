package dev.tamis.outage;

import org.apache.catalina.connector.Connector;
import org.apache.coyote.AbstractProtocol;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.tomcat.TomcatWebServer;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;

/**
 * Lets clients have as many connections as there are handles for, once all else that a start opens is open. Those beyond wait in the
 * kernel's line, and are served when others close.
 */
@Order(0) // others go by the number of connections
class ConnectionCap implements ApplicationListener<WebServerInitializedEvent> {

    private static final Logger LOG = LoggerFactory.getLogger(ConnectionCap.class);

    private static final String MANAGEMENT = "management";

    /** Health and metrics on a port of their own have these for themselves. */
    private static final int OF_MANAGEMENT = 16;

    private final Environment settings;

    ConnectionCap(Environment settings) {
        this.settings = settings;
    }

    @Override
    public void onApplicationEvent(WebServerInitializedEvent started) {
        if (started.getWebServer() instanceof TomcatWebServer tomcat) {
            boolean management =
                    MANAGEMENT.equals(started.getApplicationContext().getServerNamespace());
            for (Connector each : tomcat.getTomcat().getService().findConnectors()) {
                if (each.getProtocolHandler() instanceof AbstractProtocol<?> server) {
                    cap(server, management);
                }
            }
        }
    }

    private void cap(AbstractProtocol<?> server, boolean management) {
        int wanted = server.getMaxConnections();
        if (management) {
            server.setMaxConnections(wanted < 0 ? OF_MANAGEMENT : Math.min(wanted, OF_MANAGEMENT));
            return;
        }
        Handles handles = Handles.now();
        int most = handles.connections(wanted, Handles.reserve(settings) + OF_MANAGEMENT);
        if (most == wanted) {
            return;
        }
        server.setMaxConnections(most);
        LOG.warn(
                "Clients can have {} connections at a time, and further ones wait, for this process may have only {} files and"
                        + " connections open. Raise the limit (ulimit -n) for {} connections",
                most,
                handles.limit(),
                wanted < 0 ? "more" : wanted);
    }
}
