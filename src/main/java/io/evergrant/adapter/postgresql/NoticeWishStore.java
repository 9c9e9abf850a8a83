package io.evergrant.adapter.postgresql;

import io.evergrant.domain.notice.Topic;
import io.evergrant.domain.tenant.MemberId;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.usecase.port.NoticeWishes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Who wants to be told what, in tables {@code notice_wish} and {@code tenant}. */
@Singleton
public class NoticeWishStore implements NoticeWishes {
  private static final Map<String, Topic> TOPICS =
      Arrays.stream(Topic.values()).collect(Collectors.toMap(Topic::code, topic -> topic));

  private static final String ALL =
      """
      SELECT member_id, kinds
      FROM notice_wish
      WHERE tenant_id = :tenant
      """;

  private static final String SAVE =
      """
      INSERT INTO notice_wish (tenant_id, member_id, kinds)
      VALUES (:tenant, :member, :kinds)
      ON CONFLICT (tenant_id, member_id) DO UPDATE SET kinds = excluded.kinds
      """;

  private static final String ADDRESSES =
      """
      SELECT notice_addresses
      FROM tenant
      WHERE id = :tenant
      """;

  private static final String SAVE_ADDRESSES =
      """
      UPDATE tenant
      SET notice_addresses = :addresses
      WHERE id = :tenant
        AND notice_addresses = :seen
      """;

  private final Db db;

  @Inject
  public NoticeWishStore(Db db) {
    this.db = db;
  }

  @Override
  public Map<MemberId, Set<Topic>> all(TenantId tenant) {
    return db.inTenant(
        tenant,
        handle ->
            handle
                .createQuery(ALL)
                .bind("tenant", tenant.value())
                .map(
                    (row, context) ->
                        Map.entry(new MemberId(Columns.uuid(row, "member_id")), topics(row)))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
  }

  private static Set<Topic> topics(ResultSet row) throws SQLException {
    var topics = EnumSet.noneOf(Topic.class);
    for (var code : texts(row, "kinds")) {
      var topic = TOPICS.get(code);
      if (topic != null) {
        topics.add(topic);
      }
    }
    return topics;
  }

  @Override
  public void save(TenantId tenant, MemberId member, Set<Topic> topics) {
    db.inTenant(
        tenant,
        handle ->
            handle
                .createUpdate(SAVE)
                .bind("tenant", tenant.value())
                .bind("member", member.value())
                .bind("kinds", topics.stream().map(Topic::code).toArray(String[]::new))
                .execute());
  }

  @Override
  public List<String> addresses(TenantId tenant) {
    return db.inTenant(
        tenant,
        handle ->
            handle
                .createQuery(ADDRESSES)
                .bind("tenant", tenant.value())
                .map((row, context) -> texts(row, "notice_addresses"))
                .one());
  }

  private static List<String> texts(ResultSet row, String column) throws SQLException {
    return List.of((String[]) row.getArray(column).getArray());
  }

  @Override
  public boolean saveAddresses(TenantId tenant, List<String> seen, List<String> addresses) {
    return db.inTenant(
        tenant,
        handle ->
            handle
                    .createUpdate(SAVE_ADDRESSES)
                    .bind("tenant", tenant.value())
                    .bind("addresses", addresses.toArray(String[]::new))
                    .bind("seen", seen.toArray(String[]::new))
                    .execute()
                == 1);
  }
}
