package io.evergrant.usecase.refresh;

import io.evergrant.usecase.port.PortalSettings;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.Executors;

/** A node that refreshes the grants of a scene, with its own threads; it never rests. */
final class Node {
  final FakeEscrow escrow = new FakeEscrow();
  final Lanes lanes;
  final RefreshDue due;

  Node(Scene scene, int places, int batch) {
    var portal = new PortalSettings("node-1", URI.create("http://localhost:8080"));
    var settings =
        new RefreshSettings(places, batch, Duration.ofSeconds(30), Duration.ofSeconds(30));
    var end =
        new EndAttempt(
            scene.journal, new OneProvider(scene::provider), escrow, new FakeLog(), portal);
    var store = new StoreAnswer(scene.vault, scene.gate, () -> scene.nanos, pause -> {});
    var keep = new KeepInEscrow(escrow, end, store, pause -> {});
    lanes = new Lanes(settings, () -> scene.nanos);
    due =
        new RefreshDue(
            new ClaimDue(scene.journal, portal, settings),
            scene.vault,
            scene.one(),
            new Finish(end, keep, scene.gate, pause -> {}),
            scene.gate,
            escrow,
            settings,
            lanes,
            Executors::newVirtualThreadPerTaskExecutor,
            () -> scene.nanos);
  }
}
