package dev.tamis.web.http;

import java.util.Iterator;
import org.apache.coyote.Adapter;
import org.apache.coyote.Processor;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.coyote.http11.Http11Processor;
import org.apache.tomcat.util.net.DispatchType;

/**
 * HTTP as the server speaks it, one request of a connection after the other. Where a chunked body ends, the server calls itself once more
 * to tell its reader; done by a thread that serves the connection already, that reads what comes next as a request of its own, before
 * the one at hand is answered: behind a client that has closed its half it finds the end, and cuts the connection. So such a thread leaves
 * the call to its own loop, which makes it when the reader has returned. Public because the server makes it by name.
 */
public class InTurn extends Http11NioProtocol {

    @Override
    protected Processor createProcessor() {
        return new OneRequest(this, getAdapter());
    }

    private static final class OneRequest extends Http11Processor {

        OneRequest(AbstractHttp11Protocol<?> protocol, Adapter adapter) {
            super(protocol, adapter);
        }

        /** A call that was left comes too late where the request has been answered meanwhile: it would be answered once more. */
        @Override
        public Iterator<DispatchType> getIteratorAndClearDispatches() {
            Iterator<DispatchType> left = super.getIteratorAndClearDispatches();
            return isAsync() ? left : null;
        }

        @Override
        protected void executeDispatches() {
            if (!request.isRequestThread()) {
                super.executeDispatches();
            }
        }
    }
}
