package io.evergrant.adapter.postgresql;

import io.evergrant.domain.tenant.Presentation;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.usecase.port.Presentations;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.Arrays;

/** How an organisation shows itself, in table {@code tenant}. */
@Singleton
public class PresentationStore implements Presentations {
  private static final String FIND =
      """
      SELECT name, colour, return_addresses
      FROM tenant
      WHERE id = :tenant
      """;

  private static final String SAVE =
      """
      UPDATE tenant
      SET colour = :colour,
          return_addresses = :addresses
      WHERE id = :tenant
        AND colour IS NOT DISTINCT FROM CAST(:seen_colour AS text)
        AND return_addresses = :seen_addresses
      """;

  private final Db db;

  @Inject
  public PresentationStore(Db db) {
    this.db = db;
  }

  @Override
  public Presentation find(TenantId tenant) {
    return db.inTenant(
        tenant,
        handle ->
            handle
                .createQuery(FIND)
                .bind("tenant", tenant.value())
                .map(
                    (row, context) ->
                        new Presentation(
                            Columns.text(row, "name"),
                            Columns.maybeText(row, "colour"),
                            Arrays.stream((String[]) row.getArray("return_addresses").getArray())
                                .map(URI::create)
                                .toList()))
                .one());
  }

  @Override
  public boolean save(TenantId tenant, Presentation seen, Presentation presentation) {
    return db.inTenant(
        tenant,
        handle ->
            handle
                    .createUpdate(SAVE)
                    .bind("tenant", tenant.value())
                    .bind("colour", presentation.colour())
                    .bind("addresses", texts(presentation))
                    .bind("seen_colour", seen.colour())
                    .bind("seen_addresses", texts(seen))
                    .execute()
                == 1);
  }

  private static String[] texts(Presentation presentation) {
    return presentation.returnAddresses().stream().map(URI::toString).toArray(String[]::new);
  }
}
