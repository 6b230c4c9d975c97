package dev.latchkey.auth.http;

import java.util.concurrent.Semaphore;

/**
 * Bounds how many requests wait for issuers at once, all issuers and all that they are asked for taken together, so that
 * slow ones cannot hold all threads of the server. Who finds no place is answered without waiting. Thread-safe.
 */
public final class WaitingRoom {
    private static final int DEFAULT_PLACES = 512;

    private final Semaphore places;

    /** Has room for so many. */
    public WaitingRoom(int places) {
        this.places = new Semaphore(places);
    }

    /** Has room for half of the threads of a server whose number is left to Dropwizard. */
    public static WaitingRoom ordinary() {
        return new WaitingRoom(DEFAULT_PLACES);
    }

    /** Takes a place, if one is free; whoever has one leaves it. */
    public boolean enter() {
        return places.tryAcquire();
    }

    /** Gives the place back. */
    public void leave() {
        places.release();
    }
}
