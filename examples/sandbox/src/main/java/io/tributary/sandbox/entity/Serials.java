package io.tributary.sandbox.entity;

/**
 * Where the numbers of objects come from: each is its owner's number and a place below it, so a
 * number stays the same however far the world has been told.
 */
public final class Serials {
  /** Payments that pay no invoice are numbered by the day they are made on, from here. */
  public static final int TRIBUTES = 0x8000;

  /** Invoices that no subscription makes are numbered from here. */
  public static final int SINGLE_INVOICES = 0x4000;

  private static final int CUSTOMERS = 21;
  private static final int DOCUMENTS = 16;

  private Serials() {}

  /** The number of a customer; 0 stands for the account itself. */
  public static long customer(int account, int index) {
    return (long) account << CUSTOMERS | index;
  }

  /** The account whose customer this is. */
  public static int accountOfCustomer(long customer) {
    return (int) (customer >>> CUSTOMERS);
  }

  public static long subscription(long customer, int place) {
    return customer << 2 | place;
  }

  public static long item(long subscription, int place) {
    return subscription << 4 | place;
  }

  /** An invoice and the payment that settles it share their number. */
  public static long document(long customer, int place) {
    return customer << DOCUMENTS | place;
  }

  /** The invoice's place among those of its customer. */
  public static int placeOfDocument(long document) {
    return (int) (document & ((1 << DOCUMENTS) - 1));
  }

  public static long line(long invoice, int place) {
    return invoice << 8 | place;
  }

  public static long charge(long payment, int attempt) {
    return payment << 3 | attempt;
  }

  public static long paymentOfCharge(long charge) {
    return charge >>> 3;
  }

  public static long refund(long charge, int place) {
    return charge << 2 | place;
  }

  public static long chargeOfRefund(long refund) {
    return refund >>> 2;
  }

  /** A balance transaction of a charge, or of the account on a day. */
  public static long transaction(long charge, int role) {
    return charge << 4 | role;
  }

  /** The charge that a transaction is one of. */
  public static long chargeOfTransaction(long transaction) {
    return transaction >>> 4;
  }

  /** An event: the number of its object's kind, the object's, and its place in the history. */
  public static long event(Ref object, int place) {
    return ((long) object.kind().number() << 46 | object.serial()) << 12 | place;
  }
}
