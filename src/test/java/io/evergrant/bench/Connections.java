package io.evergrant.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/** The same work over and over on 16 connections, for a while. */
final class Connections {
  private Connections() {}

  /** How often it was done in a second, over so many connections. */
  static double perSecond(int connections, Duration window, Work work) {
    try (var threads = Executors.newFixedThreadPool(connections)) {
      var begin = System.nanoTime();
      var workers =
          IntStream.range(0, connections)
              .mapToObj(
                  i -> threads.submit(() -> many(begin + window.toNanos(), i, connections, work)))
              .toList();
      var done = 0L;
      for (var worker : workers) {
        done += worker.get();
      }
      return done / ((System.nanoTime() - begin) / 1e9);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("A read failed", e);
    }
  }

  private static long many(long until, int first, int step, Work work) throws Exception {
    var done = 0L;
    while (System.nanoTime() < until) {
      work.once((int) (first + step * done++));
    }
    return done;
  }

  /**
   * Milliseconds of each, never two at once.
   *
   * @param every from one's begin to the next one's; zero for one right after the other
   */
  static List<Double> oneByOne(int times, Duration every, Work work) {
    var found = new ArrayList<Double>();
    var first = System.nanoTime();
    try {
      for (var i = 0; i < times; i++) {
        LockSupport.parkNanos(first + i * every.toNanos() - System.nanoTime());
        var began = System.nanoTime();
        work.once(i);
        found.add((System.nanoTime() - began) / 1e6);
      }
    } catch (Exception e) {
      throw new IllegalStateException("A read failed", e);
    }
    return found;
  }

  /** One of many. */
  interface Work {
    void once(int number) throws Exception;
  }
}
