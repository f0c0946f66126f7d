package dev.holdfast.samples.kitchen;

import dev.holdfast.samples.database.Database;
import jakarta.annotation.Resource;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** Keeps effects in the table {@code kitchen_effect}. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class EffectLedger implements Effects {

  @Resource private DataSource dataSource;

  /** Makes the bean; the container fills in the data source. */
  public EffectLedger() {}

  EffectLedger(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  @Override
  public void record(Effect effect) {
    insert(effect);
  }

  private void insert(Effect effect) {
    new Database(dataSource)
        .update(
            "insert into kitchen_effect"
                + " (instance_id, epoch, effect_key, step_name, attempt, node, recorded_at)"
                + " values (?, ?, ?, ?, ?, ?, ?)",
            effect.instance(),
            effect.epoch(),
            effect.key(),
            effect.step(),
            effect.attempt(),
            effect.node(),
            effect.at().atOffset(ZoneOffset.UTC));
  }

  @Override
  @TransactionAttribute(TransactionAttributeType.MANDATORY)
  public void recordInTransaction(Effect effect) {
    insert(effect);
  }

  @Override
  public List<Effect> list(String instanceId) {
    return new Database(dataSource)
        .call(
            connection -> {
              try (PreparedStatement query =
                  connection.prepareStatement(
                      "select instance_id, epoch, effect_key, step_name, attempt, node,"
                          + " recorded_at from kitchen_effect where instance_id = ?"
                          + " order by effect_id")) {
                Database.bind(query, instanceId);
                try (ResultSet rows = query.executeQuery()) {
                  return effects(rows);
                }
              }
            });
  }

  private static List<Effect> effects(ResultSet rows) throws SQLException {
    List<Effect> effects = new ArrayList<>();
    while (rows.next()) {
      effects.add(
          new Effect(
              rows.getString(1),
              rows.getObject(2, Integer.class),
              rows.getString(3),
              rows.getString(4),
              rows.getInt(5),
              rows.getString(6),
              rows.getObject(7, OffsetDateTime.class).toInstant()));
    }
    return effects;
  }
}
