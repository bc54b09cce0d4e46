package io.tributary.sandbox.world;

import io.tributary.sandbox.entity.ApplicationFee;
import io.tributary.sandbox.entity.BalanceTransaction;
import io.tributary.sandbox.entity.BalanceTransaction.Amount;
import io.tributary.sandbox.entity.BalanceTransaction.Entry;
import io.tributary.sandbox.entity.Charge;
import io.tributary.sandbox.entity.Dispute;
import io.tributary.sandbox.entity.Kind;
import io.tributary.sandbox.entity.Ref;
import io.tributary.sandbox.entity.Refund;
import io.tributary.sandbox.entity.Serials;
import io.tributary.sandbox.entity.Transfer;
import io.tributary.sandbox.realm.Currency;
import io.tributary.sandbox.realm.Days;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What each thing that happens writes into the account's ledger, up to a moment. */
public final class Ledger {
  /** What a dispute costs, in cents. */
  static final long DISPUTE_FEE = 1_500;

  private static final int BUSINESS_DAYS = 2;

  /** The places of a charge's transactions among its own; refunds take two each. */
  private static final int CAPTURED = 0;

  private static final int REFUNDED = 1;
  private static final int DISPUTED = 7;
  private static final int REINSTATED = 8;
  private static final int FEE_EARNED = 9;
  private static final int FEE_RETURNED = 10;

  private final long now;
  private final List<BalanceTransaction> entries = new ArrayList<>();

  Ledger(long now) {
    this.now = now;
  }

  List<BalanceTransaction> entries() {
    return entries;
  }

  /** The number of the transaction that a capture writes. */
  public static long ofCharge(long charge) {
    return Serials.transaction(charge, CAPTURED);
  }

  /** The number of the transaction that a refund writes. */
  public static long ofRefund(long refund) {
    return Serials.transaction(Serials.chargeOfRefund(refund), refunded(refund));
  }

  /** The number of the transaction that a refund writes when it comes back. */
  public static long ofFailedRefund(long refund) {
    return Serials.transaction(Serials.chargeOfRefund(refund), refunded(refund) + 1);
  }

  /** The number of the transaction that an application fee writes into the platform's ledger. */
  public static long ofFee(ApplicationFee fee) {
    return Serials.transaction(fee.serial(), FEE_EARNED);
  }

  /** The number of the transaction that an application fee writes when it is given back. */
  public static long ofReturnedFee(ApplicationFee fee) {
    return Serials.transaction(fee.serial(), FEE_RETURNED);
  }

  /** The number of the transaction that a transfer writes into the platform's ledger. */
  public static long ofSent(Transfer transfer) {
    return ofHouse(transfer.serial(), 0);
  }

  /** The number of the transaction that a transfer writes when it is reversed. */
  public static long ofReversal(Transfer transfer) {
    return ofHouse(transfer.serial(), 1);
  }

  /** What a dispute writes: the money taken, and the money given back if it is won. */
  public static List<BalanceTransaction> ofDispute(Dispute dispute) {
    long at = dispute.created();
    Amount taken = new Amount(-dispute.cents(), DISPUTE_FEE, 0, 0);
    List<BalanceTransaction> written = new ArrayList<>();
    written.add(entry(dispute.serial(), DISPUTED, at, Entry.DISPUTE, taken, dispute.ref()));
    if (dispute.reinstatedAt() != Days.NEVER) {
      Amount given = Amount.of(dispute.cents());
      long won = dispute.reinstatedAt();
      written.add(
          entry(dispute.serial(), REINSTATED, won, Entry.DISPUTE_REVERSAL, given, dispute.ref()));
    }
    return written;
  }

  void charge(Charge charge) {
    if (charge.capture().at() == Days.NEVER) {
      return;
    }
    long at = charge.capture().at();
    long available = Days.startOf(Days.plusBusiness(Days.of(at), BUSINESS_DAYS));
    Charge.Settlement settlement = charge.settlement();
    Amount amount =
        new Amount(
            charge.settled(),
            settlement.fee(),
            settlement.applicationFee(),
            converted(charge, settlement.rate()));
    long serial = ofCharge(charge.serial());
    add(new BalanceTransaction(serial, at, available, Entry.CHARGE, amount, charge.ref()));
    for (Refund refund : charge.after().refunds()) {
      refund(charge, refund);
    }
    Dispute dispute = charge.after().dispute();
    if (dispute != null) {
      ofDispute(dispute).forEach(this::add);
    }
  }

  private void refund(Charge charge, Refund refund) {
    int place = refunded(refund.serial());
    long cents = refund.back().cents();
    long returned =
        refund.created() == ApplicationFee.refundedAt(charge)
            ? charge.settlement().applicationFee()
            : 0;
    Amount back = new Amount(-cents, 0, -returned, 0);
    long failed = refund.failedAt();
    add(entry(charge.serial(), place, refund.created(), Entry.REFUND, back, refund.ref()));
    add(
        entry(
            charge.serial(),
            place + 1,
            failed,
            Entry.REFUND_FAILURE,
            Amount.of(cents),
            refund.ref()));
  }

  private static int refunded(long refund) {
    return REFUNDED + 2 * (int) (refund & 3);
  }

  private static long converted(Charge charge, long rate) {
    return charge.order().currency() == Currency.USD ? 0 : rate;
  }

  /** The platform's side of an application fee. */
  void fee(ApplicationFee fee) {
    Ref refund = new Ref(Kind.FEE_REFUND, fee.serial());
    Amount earned = Amount.of(fee.cents());
    Amount returned = Amount.of(-fee.cents());
    long back = fee.refundedAt();
    add(entry(fee.serial(), FEE_EARNED, fee.created(), Entry.APPLICATION_FEE, earned, fee.ref()));
    add(entry(fee.serial(), FEE_RETURNED, back, Entry.APPLICATION_FEE_REFUND, returned, refund));
  }

  /** The sender's side of a transfer. */
  void sent(Transfer transfer) {
    long at = transfer.created();
    long back = transfer.reversedAt();
    Ref reversal = new Ref(Kind.TRANSFER_REVERSAL, transfer.serial());
    house(transfer.serial(), 0, at, Entry.TRANSFER, -transfer.cents(), transfer.ref());
    house(transfer.serial(), 1, back, Entry.TRANSFER_REFUND, transfer.cents(), reversal);
  }

  /** The receiver's side of a transfer; the payment it makes there has no object of its own. */
  void received(Transfer transfer) {
    house(transfer.serial(), 2, transfer.created(), Entry.PAYMENT, transfer.cents(), null);
    house(transfer.serial(), 3, transfer.reversedAt(), Entry.REFUND, -transfer.cents(), null);
  }

  /** An entry of the account itself, told apart by its place from others of the same document. */
  void house(long document, int place, long at, Entry entry, long cents, @Nullable Ref source) {
    add(houseEntry(document, place, at, entry, cents, source));
  }

  static BalanceTransaction houseEntry(
      long document, int place, long at, Entry entry, long cents, @Nullable Ref source) {
    return new BalanceTransaction(
        ofHouse(document, place), at, at, entry, Amount.of(cents), source);
  }

  static long ofHouse(long document, int place) {
    return Serials.transaction(Serials.charge(document, 0), place);
  }

  /** An entry that is available at once. */
  private static BalanceTransaction entry(
      long charge, int place, long at, Entry entry, Amount amount, Ref source) {
    return new BalanceTransaction(
        Serials.transaction(charge, place), at, at, entry, amount, source);
  }

  private void add(BalanceTransaction transaction) {
    if (transaction.created() <= now) {
      entries.add(transaction);
    }
  }
}
