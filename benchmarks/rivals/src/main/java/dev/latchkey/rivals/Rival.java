package dev.latchkey.rivals;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** A rival: which one, the profiles say. */
@SpringBootApplication
public class Rival {
    /** Starts it on the port in {@code PORT}. */
    public static void main(String[] arguments) {
        SpringApplication.run(Rival.class, arguments);
    }
}
