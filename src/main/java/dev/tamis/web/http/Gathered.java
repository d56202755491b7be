package dev.tamis.web.http;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.util.ContentCachingResponseWrapper;
import org.springframework.web.util.WebUtils;

/** An answer that is kept until it is whole, in memory that is taken while it grows. */
public final class Gathered extends ContentCachingResponseWrapper {

    /** Where it is gathered, and put together. */
    private static final int COPIES = 2;

    private final WorkingMemory.Share share;

    /** @param share given back by whoever hands the answer over */
    Gathered(HttpServletResponse response, WorkingMemory.Share share) {
        super(response);
        this.share = share;
    }

    WorkingMemory.Share share() {
        return share;
    }

    /** For whoever does not want his answer gathered: where it would go in the end. */
    public static HttpServletResponse original(HttpServletResponse response) {
        Gathered gathered = WebUtils.getNativeResponse(response, Gathered.class);
        return gathered == null ? response : gathered.original();
    }

    /** Where it goes in the end. */
    HttpServletResponse original() {
        return (HttpServletResponse) getResponse();
    }

    @Override
    public ServletOutputStream getOutputStream() throws IOException {
        return new Counted(super.getOutputStream());
    }

    private final class Counted extends ServletOutputStream {

        private final ServletOutputStream out;

        Counted(ServletOutputStream out) {
            this.out = out;
        }

        @Override
        public void write(int one) throws IOException {
            share.take(COPIES);
            out.write(one);
        }

        @Override
        public void write(byte[] some, int from, int length) throws IOException {
            share.take((long) COPIES * length);
            out.write(some, from, length);
        }

        @Override
        public boolean isReady() {
            return out.isReady();
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            out.setWriteListener(listener);
        }
    }
}
