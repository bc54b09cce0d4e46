package io.tributary.sandbox.world;

import io.tributary.sandbox.entity.Customer;
import io.tributary.sandbox.entity.Invoice;
import io.tributary.sandbox.entity.Payment;
import io.tributary.sandbox.entity.Subscription;
import java.util.List;

/** All that one customer does up to a moment, and what is already certain to come of it. */
record Life(
    Customer customer,
    List<Subscription> subscriptions,
    List<Invoice> invoices,
    List<Payment> payments) {}
