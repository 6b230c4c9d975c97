package dev.latchkey.provider.outbound;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicInteger;

/** So many bytes at most; whoever wants more gets an exception, not a short document. */
final class CappedInput extends FilterInputStream {
    private final AtomicInteger left;

    CappedInput(InputStream in, int most) {
        super(in);
        this.left = new AtomicInteger(most);
    }

    @Override
    public int read() throws IOException {
        int next = super.read();
        count(next < 0 ? 0 : 1);
        return next;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        int read = super.read(into, offset, length);
        count(Math.max(read, 0));
        return read;
    }

    private void count(int read) throws IOException {
        if (left.addAndGet(-read) < 0) {
            throw new IOException("the answer is larger than it may be");
        }
    }
}
