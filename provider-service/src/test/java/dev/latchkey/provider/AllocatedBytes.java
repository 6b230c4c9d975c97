package dev.latchkey.provider;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** What the threads that serve requests allocate: a measure of work that no machine's speed changes. */
final class AllocatedBytes {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final String SERVING = "dw-";
    private static final int TIMES = 300;

    private AllocatedBytes() {}

    /** Bytes that one request costs on average, after as many to warm up. */
    static long perRequest(Runnable request) {
        repeat(request);
        Map<Long, Long> before = byThread();
        repeat(request);
        Map<Long, Long> after = byThread();
        long sum = after.entrySet().stream()
                .mapToLong(thread -> thread.getValue() - before.getOrDefault(thread.getKey(), 0L))
                .sum();
        return sum / TIMES;
    }

    private static void repeat(Runnable request) {
        for (int i = 0; i < TIMES; i++) {
            request.run();
        }
    }

    private static Map<Long, Long> byThread() {
        Map<Long, Long> bytes = new HashMap<>();
        for (ThreadInfo thread : THREADS.getThreadInfo(THREADS.getAllThreadIds())) {
            if (Objects.nonNull(thread) && thread.getThreadName().startsWith(SERVING)) {
                bytes.put(thread.getThreadId(), THREADS.getThreadAllocatedBytes(thread.getThreadId()));
            }
        }
        return bytes;
    }
}
