package io.evergrant.it.container;

import io.evergrant.adapter.postgresql.Watched;
import java.nio.file.Path;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.importer.ZipImporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** What is deployed for all tests of this package: the WAR, these tests, and AssertJ. */
public final class Deployed {
  private Deployed() {}

  @Deployment
  public static WebArchive war() {
    var war = Path.of(System.getProperty("evergrant.war", "target/evergrant.war"));
    return ShrinkWrap.create(ZipImporter.class, "evergrant.war")
        .importFrom(war.toFile())
        .as(WebArchive.class)
        .addPackage("io.evergrant.it.container")
        .addClass(Watched.class)
        .addPackages(true, "org.assertj");
  }
}
