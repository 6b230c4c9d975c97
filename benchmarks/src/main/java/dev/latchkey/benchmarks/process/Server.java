package dev.latchkey.benchmarks.process;

import dev.latchkey.benchmarks.load.LoadGenerator;
import dev.latchkey.benchmarks.load.Traffic;
import dev.latchkey.benchmarks.report.Scenario;

/**
 * A program that listens.
 *
 * @param program the program
 * @param port where it listens on this machine
 * @param readyPath what it answers when it serves
 */
public record Server(Program program, int port, String readyPath) implements AutoCloseable {
    /** Waits until it serves. */
    public Server await() {
        program.awaitAnswer(port, readyPath);
        return this;
    }

    /** This traffic over so many connections, to be measured. */
    public Scenario scenario(String name, Traffic traffic, int connections) {
        LoadGenerator load = new LoadGenerator(port, connections, traffic);
        return new Scenario(name, load::run, program::processorTime);
    }

    @Override
    public void close() {
        program.close();
    }
}
