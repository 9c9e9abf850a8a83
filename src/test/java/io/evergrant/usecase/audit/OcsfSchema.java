package io.evergrant.usecase.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * What version 1.6.0 of the schema wants of the classes that we write: required attributes, what an
 * enumeration knows, of which attributes one has to be there. Read from its files {@code
 * events/base_event.json}, {@code events/iam/authentication.json}, {@code
 * events/iam/entity_management.json} and {@code objects/}.
 */
public final class OcsfSchema {
  private static final Set<String> BASE =
      Set.of(
          "activity_id",
          "activity_name",
          "category_name",
          "category_uid",
          "class_name",
          "class_uid",
          "message",
          "metadata",
          "severity_id",
          "status",
          "status_code",
          "status_detail",
          "status_id",
          "time",
          "type_name",
          "type_uid",
          "unmapped",
          "actor");
  private static final Map<Long, Map<Long, String>> ACTIVITIES =
      Map.of(
          0L, Map.of(),
          3002L, Map.of(1L, "Logon", 2L, "Logoff"),
          3004L,
              Map.of(
                  1L, "Create", 2L, "Read", 3L, "Update", 4L, "Delete", 12L, "Suspend", 13L,
                  "Resume"));
  private static final Set<String> METADATA =
      Set.of(
          "correlation_uid",
          "event_code",
          "log_name",
          "original_time",
          "product",
          "sequence",
          "tenant_uid",
          "uid",
          "version");
  private static final Map<Long, String> USER_TYPES =
      Map.of(0L, "Unknown", 1L, "User", 2L, "Admin", 3L, "System", 4L, "Service");

  private OcsfSchema() {}

  /** Fails where the line is none of that class. */
  public static void check(Map<String, Object> line) {
    var uid = number(line, "class_uid");
    assertThat(ACTIVITIES).as("class_uid").containsKey(uid);
    for (var required : Set.of("category_uid", "severity_id", "time", "type_uid", "metadata")) {
      assertThat(line).containsKey(required);
    }
    assertThat(number(line, "category_uid")).isEqualTo(uid / 1_000);
    var activity = number(line, "activity_id");
    assertThat(number(line, "type_uid")).isEqualTo(100 * uid + activity);
    assertThat(number(line, "severity_id")).isBetween(0L, 6L);
    var known = Objects.requireNonNull(ACTIVITIES.get(uid)).get(activity);
    if (activity == 99) {
      assertThat(line.get("activity_name")).as("99 needs the source's own word").isNotNull();
    } else {
      assertThat(line).as("activity %d", activity).containsEntry("activity_name", known);
    }
    if (line.containsKey("status_id")) {
      assertThat(number(line, "status_id")).isIn(0L, 1L, 2L, 99L);
    }
    metadata(map(line, "metadata"));
    if (line.containsKey("actor")) {
      user(map(map(line, "actor"), "user"));
    }
    var more =
        switch ((int) uid) {
          case 3002 -> authentication(line);
          case 3004 -> entity(line);
          default -> Set.of();
        };
    assertThat(line.keySet())
        .allMatch(
            name -> BASE.contains(name) || more.contains(name), "is an attribute of the class");
  }

  private static void metadata(Map<String, Object> metadata) {
    assertThat(metadata).containsEntry("version", "1.6.0");
    assertThat(METADATA).containsAll(metadata.keySet());
    assertThat(map(metadata, "product")).as("name or uid").containsKey("name");
  }

  private static Set<String> authentication(Map<String, Object> line) {
    user(map(line, "user"));
    assertThat(line).as("service or dst_endpoint").containsKey("service");
    assertThat(map(line, "service")).containsKey("name");
    return Set.of("user", "service");
  }

  private static Set<String> entity(Map<String, Object> line) {
    var entity = map(line, "entity");
    assertThat(entity).as("uid or name").containsKey("uid").containsKey("type");
    assertThat(number(entity, "type_id")).isIn(4L, 99L);
    if (number(entity, "type_id") == 4) {
      assertThat(entity).containsEntry("type", "Organization");
    }
    return Set.of("entity");
  }

  private static void user(Map<String, Object> user) {
    assertThat(Set.of("credential_uid", "name", "type", "type_id", "uid"))
        .containsAll(user.keySet());
    assertThat(user.containsKey("name") || user.containsKey("uid")).as("name or uid").isTrue();
    var type = number(user, "type_id");
    if (type != 99) {
      assertThat(user).containsEntry("type", USER_TYPES.get(type));
    }
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> map(Map<String, Object> line, String member) {
    return (Map<String, Object>) Objects.requireNonNull(line.get(member), member);
  }

  private static long number(Map<String, Object> line, String member) {
    return ((Number) Objects.requireNonNull(line.get(member), member)).longValue();
  }
}
