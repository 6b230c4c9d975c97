package dev.latchkey.sample;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Reads from Linux which addresses a process listens on. */
final class ListeningSockets {
    private static final String LISTEN = "0A";
    private static final int LOCAL_ADDRESS = 1;
    private static final int STATE = 3;
    private static final int INODE = 9;

    private ListeningSockets() {}

    static boolean canBeRead() {
        return Files.isReadable(Path.of("/proc/net/tcp"));
    }

    /** The addresses, in the kernel's hexadecimal, as {@code 0100007F} for 127.0.0.1; without the ports. */
    static Set<String> addressesOf(ProcessHandle process) throws IOException {
        Set<String> sockets = socketsOf(process);
        Set<String> addresses = new HashSet<>();
        for (String table : List.of("/proc/net/tcp", "/proc/net/tcp6")) {
            Files.readAllLines(Path.of(table)).stream()
                    .map(line -> line.strip().split("\\s+"))
                    .filter(fields -> fields[STATE].equals(LISTEN) && sockets.contains(fields[INODE]))
                    .forEach(fields -> addresses.add(fields[LOCAL_ADDRESS].replaceFirst(":.*", "")));
        }
        return addresses;
    }

    private static Set<String> socketsOf(ProcessHandle process) throws IOException {
        Set<String> inodes = new HashSet<>();
        try (Stream<Path> descriptors = Files.list(Path.of("/proc", String.valueOf(process.pid()), "fd"))) {
            descriptors
                    .map(ListeningSockets::target)
                    .filter(target -> target.startsWith("socket:["))
                    .forEach(target -> inodes.add(target.replaceAll("\\D", "")));
        }
        return inodes;
    }

    // A descriptor may be closed while they are being listed.
    private static String target(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (IOException e) {
            return "";
        }
    }
}
