package dev.latchkey.sample.chaos;

/** How many requests are due. */
@FunctionalInterface
interface Pace {
    /**
     * How many to send now.
     *
     * @param seconds since the begin
     * @param sent how many have been sent
     * @param underWay how many of them wait for their answer
     */
    int due(double seconds, int sent, int underWay);

    /** So many a second, whether or not earlier ones have been answered: as those of many strangers come. */
    static Pace arriving(double perSecond) {
        return (seconds, sent, underWay) -> (int) (seconds * perSecond) - sent;
    }

    /** As many callers as this, each of whom waits for an answer and asks again. */
    static Pace callers(int count) {
        return (seconds, sent, underWay) -> count - underWay;
    }
}
