package io.evergrant;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.evergrant.domain.grant.TokenLocation;
import io.evergrant.domain.tenant.TenantId;
import jakarta.interceptor.Interceptor;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import jakarta.ws.rs.HttpMethod;
import java.io.Serializable;
import java.time.Instant;
import java.util.Arrays;
import java.util.Set;

/** The rings: inbound, then use cases, then the domain; adapters only through the ports. */
@AnalyzeClasses(packages = "io.evergrant", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  private static final String DOMAIN = "io.evergrant.domain..";
  private static final String USECASE = "io.evergrant.usecase..";
  private static final String PORT = "io.evergrant.usecase.port..";
  private static final String ADAPTER = "io.evergrant.adapter..";
  private static final String BOOTSTRAP = "io.evergrant.bootstrap..";
  private static final String VERIFIER = "io.evergrant.verifier..";
  private static final String CLI = "io.evergrant.cli..";
  private static final String[] INBOUND = {
    "io.evergrant.portal..", "io.evergrant.timer..", "io.evergrant.api.."
  };

  @ArchTest
  static final ArchRule the_domain_is_pure_java =
      classes()
          .that()
          .resideInAPackage(DOMAIN)
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              DOMAIN,
              "java.lang",
              "java.lang.annotation",
              "java.lang.runtime",
              "java.time",
              "java.util",
              "java.util.function",
              "java.util.stream",
              "java.net",
              "java.nio.charset",
              "org.jspecify.annotations");

  @ArchTest
  static final ArchRule the_domain_holds_no_changing_state =
      fields().that().areDeclaredInClassesThat().resideInAPackage(DOMAIN).should().beFinal();

  @ArchTest
  static final ArchRule use_cases_know_the_domain_and_their_ports_alone =
      noClasses()
          .that()
          .resideInAPackage(USECASE)
          .should()
          .dependOnClassesThat(
              resideInAPackage("io.evergrant..")
                  .and(not(resideInAnyPackage(DOMAIN, USECASE, VERIFIER))));

  /** P18: an auditor runs it alone, with a JDK and nothing else. */
  @ArchTest
  static final ArchRule P18_the_verifier_is_the_jdk_alone =
      classes()
          .that()
          .resideInAPackage(VERIFIER)
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              VERIFIER,
              "java.io",
              "java.lang",
              "java.lang.runtime",
              "java.math",
              "java.nio.charset",
              "java.nio.file",
              "java.security",
              "java.security.spec",
              "java.util",
              "java.util.function",
              "java.util.regex",
              "java.util.stream",
              "org.jspecify.annotations");

  /** The chain's formulas stand with the verifier; only the chain's use cases compute by them. */
  @ArchTest
  static final ArchRule the_verifier_is_known_where_the_chain_is_made =
      only(VERIFIER, "io.evergrant.usecase.audit..", VERIFIER);

  /** A script's machine has a JDK and the JAR, and what it knows of the portal is its address. */
  @ArchTest
  static final ArchRule the_command_line_is_the_jdk_alone =
      classes()
          .that()
          .resideInAPackage(CLI)
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(CLI, "java..", "org.jspecify.annotations");

  @ArchTest static final ArchRule nobody_knows_the_command_line = only(CLI, CLI);

  @ArchTest
  static final ArchRule use_cases_do_not_know_each_other =
      slices()
          .matching("io.evergrant.usecase.(*)..")
          .should()
          .notDependOnEachOther()
          .ignoreDependency(alwaysTrue(), resideInAPackage(PORT));

  @ArchTest
  static final ArchRule adapters_know_the_ports_and_the_domain =
      noClasses()
          .that()
          .resideInAPackage(ADAPTER)
          .should()
          .dependOnClassesThat(
              resideInAPackage("io.evergrant..")
                  .and(not(resideInAnyPackage(DOMAIN, PORT, ADAPTER))));

  @ArchTest
  static final ArchRule adapters_do_not_know_each_other =
      slices()
          .matching("io.evergrant.adapter.(*)..")
          .should()
          .notDependOnEachOther()
          .ignoreDependency(
              alwaysTrue(),
              resideInAnyPackage("io.evergrant.adapter.http..", "io.evergrant.adapter.together.."));

  @ArchTest
  static final ArchRule nothing_but_the_wiring_knows_adapters =
      noClasses()
          .that()
          .resideOutsideOfPackages(ADAPTER, BOOTSTRAP)
          .should()
          .dependOnClassesThat()
          .resideInAPackage(ADAPTER);

  @ArchTest
  static final ArchRule inbound_rings_do_not_know_each_other =
      slices().matching("io.evergrant.(portal|timer|api)..").should().notDependOnEachOther();

  @ArchTest
  static final ArchRule nothing_inside_knows_the_inbound_rings =
      noClasses()
          .that()
          .resideInAnyPackage(DOMAIN, USECASE, ADAPTER)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(INBOUND);

  @ArchTest
  static final ArchRule there_are_no_cycles =
      slices().matching("io.evergrant.(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule sql_is_spoken_in_one_place =
      noClasses()
          .that()
          .resideOutsideOfPackages("io.evergrant.adapter.postgresql..", BOOTSTRAP)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.sql..", "javax.sql..", "org.jdbi..", "org.flywaydb..");

  @ArchTest
  static final ArchRule the_network_is_reached_from_few_places =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "io.evergrant.adapter.http..",
              "io.evergrant.adapter.oauth..",
              "io.evergrant.adapter.vault..",
              "io.evergrant.adapter.webhook..",
              CLI)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "java.net.http..", "org.apache.hc..", "io.github.jopenlibs..", "com.nimbusds..");

  @ArchTest
  static final ArchRule faces_stays_in_the_portal =
      only("jakarta.faces..", "io.evergrant.portal..");

  @ArchTest
  static final ArchRule ejb_stays_in_the_timer_and_the_wiring =
      only("jakarta.ejb..", "io.evergrant.timer..", BOOTSTRAP);

  @ArchTest
  static final ArchRule rest_stays_in_the_api = only("jakarta.ws.rs..", "io.evergrant.api..");

  @ArchTest
  static final ArchRule transactions_begin_in_use_cases =
      noClasses()
          .that()
          .resideOutsideOfPackage(USECASE)
          .and()
          .areNotAnnotatedWith(Interceptor.class)
          .should()
          .dependOnClassesThat(
              resideInAPackage("jakarta.transaction..")
                  .and(
                      not(
                          belongToAnyOf(
                              Status.class,
                              Synchronization.class,
                              TransactionSynchronizationRegistry.class))));

  /** Whoever joins one neither begins nor ends it. */
  @ArchTest
  static final ArchRule transactions_are_joined_where_sql_is_spoken =
      only("jakarta.transaction..", USECASE, "io.evergrant.adapter.postgresql..", BOOTSTRAP);

  @ArchTest
  static final ArchRule refresh_tokens_are_seen_where_they_must_be =
      secretStaysIn(
          "RefreshToken",
          "io.evergrant.usecase.refresh..",
          "io.evergrant.usecase.connect..",
          "io.evergrant.usecase.importing..",
          "io.evergrant.usecase.handover..",
          PORT,
          "io.evergrant.adapter.vault..",
          "io.evergrant.adapter.oauth..");

  @ArchTest
  static final ArchRule access_tokens_are_seen_where_they_must_be =
      secretStaysIn(
          "AccessToken",
          "io.evergrant.usecase.refresh..",
          "io.evergrant.usecase.connect..",
          "io.evergrant.usecase.importing..",
          "io.evergrant.usecase.handover..",
          "io.evergrant.usecase.access..",
          "io.evergrant.usecase.forward..",
          "io.evergrant.api..",
          PORT,
          "io.evergrant.adapter.vault..",
          "io.evergrant.adapter.oauth..");

  @ArchTest
  static final ArchRule api_key_secrets_are_seen_where_they_must_be =
      secretStaysIn(
          "ApiKeySecret",
          "io.evergrant.usecase.apikey..",
          "io.evergrant.portal.apikey..",
          "io.evergrant.api..");

  @ArchTest
  static final ArchRule ticket_secrets_are_seen_where_they_must_be =
      secretStaysIn(
          "TicketSecret",
          "io.evergrant.usecase.access.forward..",
          "io.evergrant.api..",
          PORT,
          "io.evergrant.adapter.oauth..");

  @ArchTest
  static final ArchRule webhook_secrets_are_seen_where_they_must_be =
      secretStaysIn(
          "WebhookSecret",
          "io.evergrant.usecase.webhook..",
          "io.evergrant.portal.webhook..",
          "io.evergrant.api..",
          PORT,
          "io.evergrant.adapter.vault..",
          "io.evergrant.adapter.webhook..");

  @ArchTest
  static final ArchRule client_secrets_are_seen_where_they_must_be =
      secretStaysIn(
          "ClientSecret",
          "io.evergrant.usecase.refresh..",
          "io.evergrant.usecase.connect..",
          "io.evergrant.usecase.provider..",
          "io.evergrant.portal..",
          "io.evergrant.api..",
          PORT,
          "io.evergrant.adapter.vault..",
          "io.evergrant.adapter.oauth..");

  @ArchTest
  static final ArchRule mail_passwords_are_seen_where_they_must_be =
      secretStaysIn("MailPassword", "io.evergrant.adapter.mail..", BOOTSTRAP);

  @ArchTest
  static final ArchRule mail_is_sent_from_one_place =
      only("jakarta.mail..", "io.evergrant.adapter.mail..");

  /** The use case asks for the scope again; this one refuses before the body is read. */
  @ArchTest
  static final ArchRule every_method_of_the_api_needs_a_scope =
      methods()
          .that()
          .areMetaAnnotatedWith(HttpMethod.class)
          .should()
          .beAnnotatedWith("io.evergrant.api.Needs");

  /** P11: a secret neither prints itself nor is written by Java serialization (P16). */
  @ArchTest
  static final ArchRule P11_secrets_do_not_print_and_are_not_serializable =
      classes()
          .that()
          .resideInAPackage("io.evergrant.domain.secret")
          .and(haveAComponent("reveal"))
          .should(hideThemselves())
          .andShould()
          .notBeAssignableTo(Serializable.class);

  /** P17: time is an argument. */
  @ArchTest
  static final ArchRule P17_nobody_reads_a_clock =
      noClasses()
          .that()
          .doNotHaveFullyQualifiedName("io.evergrant.bootstrap.Clocks")
          .should(readAClock());

  /** P14: every store method that touches a tenant's row takes the tenant. */
  @ArchTest
  static final ArchRule P14_store_methods_take_the_tenant =
      methods()
          .that()
          .areDeclaredInClassesThat()
          .haveFullyQualifiedName("io.evergrant.usecase.port.Providers")
          .or()
          .areDeclaredInClassesThat()
          .haveFullyQualifiedName("io.evergrant.usecase.port.Grants")
          .or()
          .areDeclaredInClassesThat()
          .haveFullyQualifiedName("io.evergrant.usecase.port.GrantChanges")
          .or()
          .areDeclaredInClassesThat()
          .haveFullyQualifiedName("io.evergrant.usecase.port.AuditLog")
          .or()
          .areDeclaredInClassesThat()
          .haveFullyQualifiedName("io.evergrant.usecase.port.AuditSearch")
          .or()
          .areDeclaredInClassesThat()
          .haveFullyQualifiedName("io.evergrant.usecase.port.LinkedLog")
          .or()
          .areDeclaredInClassesThat()
          .haveFullyQualifiedName("io.evergrant.usecase.port.Imports")
          .or()
          .areDeclaredInClassesThat()
          .haveFullyQualifiedName("io.evergrant.usecase.port.SecretVault")
          .or()
          .areDeclaredInClassesThat()
          .haveFullyQualifiedName("io.evergrant.usecase.port.ClientKeys")
          .or()
          .areDeclaredInClassesThat()
          .haveFullyQualifiedName("io.evergrant.usecase.port.ClientKeyVault")
          .or()
          .areDeclaredInClassesThat()
          .haveFullyQualifiedName("io.evergrant.usecase.port.TokenVault")
          .or()
          .areDeclaredInClassesThat()
          .haveFullyQualifiedName("io.evergrant.usecase.port.ApiKeys")
          .or()
          .areDeclaredInClassesThat()
          .haveFullyQualifiedName("io.evergrant.usecase.port.ConsentLinks")
          .or()
          .areDeclaredInClassesThat()
          .haveFullyQualifiedName("io.evergrant.usecase.port.Presentations")
          .or()
          .areDeclaredInClassesThat()
          .haveFullyQualifiedName("io.evergrant.usecase.port.Tickets")
          .or()
          .areDeclaredInClassesThat()
          .haveFullyQualifiedName("io.evergrant.usecase.port.ApiHosts")
          .or()
          .areDeclaredInClassesThat()
          .haveFullyQualifiedName("io.evergrant.usecase.port.Answers")
          .or()
          .areDeclaredInClassesThat()
          .haveFullyQualifiedName("io.evergrant.usecase.port.AnswerSeal")
          .or()
          .areDeclaredInClassesThat()
          .haveFullyQualifiedName("io.evergrant.usecase.port.TenantPolicies")
          .or()
          .areDeclaredInClassesThat()
          .haveFullyQualifiedName("io.evergrant.usecase.port.SealingKeys")
          .or()
          .areDeclaredInClassesThat()
          .haveFullyQualifiedName("io.evergrant.usecase.port.SealingVault")
          .or()
          .areDeclaredInClassesThat()
          .haveFullyQualifiedName("io.evergrant.usecase.port.HandOvers")
          .or()
          .areDeclaredInClassesThat()
          .haveFullyQualifiedName("io.evergrant.usecase.port.AuditExports")
          .or()
          .areDeclaredInClassesThat()
          .haveFullyQualifiedName("io.evergrant.usecase.port.ExportWork")
          .or()
          .areDeclaredInClassesThat()
          .haveFullyQualifiedName("io.evergrant.usecase.port.AuditFeed")
          .or()
          .areDeclaredInClassesThat()
          .haveFullyQualifiedName("io.evergrant.usecase.port.Webhooks")
          .or()
          .areDeclaredInClassesThat()
          .haveFullyQualifiedName("io.evergrant.usecase.port.WebhookSecrets")
          .or()
          .areDeclaredInClassesThat()
          .haveFullyQualifiedName("io.evergrant.usecase.port.Deliveries")
          .or()
          .areDeclaredInClassesThat()
          .haveFullyQualifiedName("io.evergrant.usecase.port.DeliveryResults")
          .or()
          .areDeclaredInClassesThat()
          .haveFullyQualifiedName("io.evergrant.usecase.port.DeliveryLog")
          .or()
          .areDeclaredInClassesThat()
          .haveFullyQualifiedName("io.evergrant.usecase.port.NoticeWishes")
          .or()
          .areDeclaredInClassesThat()
          .haveFullyQualifiedName("io.evergrant.usecase.port.NoticeMails")
          .or()
          .areDeclaredInClassesThat()
          .haveFullyQualifiedName("io.evergrant.usecase.port.Notices")
          .or()
          .areDeclaredInClassesThat()
          .haveFullyQualifiedName("io.evergrant.usecase.port.NoticeWork")
          .or()
          .areDeclaredInClassesThat()
          .haveFullyQualifiedName("io.evergrant.usecase.port.BulkActs")
          .or()
          .areDeclaredInClassesThat()
          .haveFullyQualifiedName("io.evergrant.usecase.port.SavedViews")
          .should(takeATenant());

  private static ArchRule only(String what, String... where) {
    return noClasses()
        .that()
        .resideOutsideOfPackages(where)
        .should()
        .dependOnClassesThat()
        .resideInAPackage(what);
  }

  private static ArchRule secretStaysIn(String name, String... where) {
    var all = Arrays.copyOf(where, where.length + 1);
    all[where.length] = DOMAIN;
    return noClasses()
        .that()
        .resideOutsideOfPackages(all)
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName("io.evergrant.domain.secret." + name);
  }

  private static com.tngtech.archunit.base.DescribedPredicate<JavaClass> haveAComponent(
      String name) {
    return com.tngtech.archunit.base.DescribedPredicate.describe(
        "have a component " + name, type -> type.tryGetField(name).isPresent());
  }

  private static ArchCondition<JavaClass> hideThemselves() {
    return new ArchCondition<>("override toString without telling the secret") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        String printed;
        try {
          var constructor = type.reflect().getConstructors()[0];
          var given =
              Arrays.stream(constructor.getParameterTypes())
                  .map(wanted -> wanted == String.class ? "canary" : Instant.EPOCH)
                  .toArray();
          printed = constructor.newInstance(given).toString();
        } catch (ReflectiveOperationException | IllegalArgumentException e) {
          printed = "canary: " + e;
        }
        events.add(
            new SimpleConditionEvent(
                type, !printed.contains("canary"), type.getName() + " prints " + printed));
      }
    };
  }

  private static ArchCondition<JavaClass> readAClock() {
    var forbidden =
        Set.of(
            "java.time.Instant.now()",
            "java.time.LocalDate.now()",
            "java.time.LocalDateTime.now()",
            "java.time.OffsetDateTime.now()",
            "java.time.ZonedDateTime.now()",
            "java.lang.System.currentTimeMillis()",
            "java.lang.System.nanoTime()",
            "java.util.Date.<init>()");
    return new ArchCondition<>("read a clock") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        type.getAccessesFromSelf().stream()
            .filter(access -> forbidden.contains(access.getTarget().getFullName()))
            .forEach(
                access ->
                    events.add(new SimpleConditionEvent(type, true, access.getDescription())));
      }
    };
  }

  private static ArchCondition<JavaMethod> takeATenant() {
    return new ArchCondition<>("take the tenant, or something that carries it") {
      @Override
      public void check(JavaMethod method, ConditionEvents events) {
        var carries =
            method.getRawParameterTypes().stream()
                .anyMatch(
                    type ->
                        type.isEquivalentTo(TenantId.class)
                            || type.isEquivalentTo(TokenLocation.class)
                            || type.isEquivalentTo(java.util.List.class)
                            || type.tryGetField("tenant").isPresent()
                            || type.tryGetField("location").isPresent());
        events.add(
            new SimpleConditionEvent(method, carries, method.getFullName() + " takes no tenant"));
      }
    };
  }
}
