Feature: Paid in Hubflo becomes paid in Xero
  What is posted is what Hubflo says was paid, less all that Xero counts already. Xero takes payments on
  approved invoices only, so a payment waits for that. What could be the same money twice is a question.

  Background:
    Given Hubflo and Xero are connected, and invoices go over from today
    And Hubflo has these contacts:
      | name       | email              |
      | Jane Smith | jane@smith.example |
    And card payments go to the account 615
    And Hubflo issues the invoice "Website" to "Jane Smith"

  # --- The way of every payment ---

  Scenario: Paid after it was approved
    Given in Xero the invoice "Website" is approved
    And 10 minutes pass
    When in Hubflo "Website" is paid by Stripe
    Then these payments are in Xero:
      | invoice | amount  | account | status |
      | Website | 1080.00 | 615     | paid   |
    And the payments stand so:
      | invoice | stands  |
      | Website | settled |
    And nothing needs me

  Scenario: Paid before it was approved
    When in Hubflo "Website" is paid by Stripe
    Then the payments stand so:
      | invoice | stands             |
      | Website | waits for approval |
    And no payment is in Xero
    And nothing needs me
    When in Xero the invoice "Website" is approved
    And 11 minutes pass
    Then these payments are in Xero:
      | invoice | amount  | account | status |
      | Website | 1080.00 | 615     | paid   |
    And the payments stand so:
      | invoice | stands  |
      | Website | settled |

  Scenario: Issued and paid before anybody had looked
    Given Hubflo has issued these invoices, and nobody looked yet:
      | invoice | to         |
      | Logo    | Jane Smith |
    When in Hubflo "Logo" is paid by Stripe
    Then these invoices are in Xero:
      | invoice | status            |
      | Logo    | awaiting approval |
      | Website | awaiting approval |
    And the payments stand so:
      | invoice | stands             |
      | Logo    | waits for approval |
    And no payment is in Xero
    When in Xero the invoice "Logo" is approved
    And 1 hour passes
    Then these payments are in Xero:
      | invoice | amount  | account | status |
      | Logo    | 1080.00 | 615     | paid   |
    And the payments stand so:
      | invoice | stands  |
      | Logo    | settled |
    And nothing needs me

  Scenario: Part of it, then the rest
    Given in Xero the invoice "Website" is approved
    And 10 minutes pass
    When in Hubflo 400.00 of "Website" is paid by card
    Then these payments are in Xero:
      | invoice | amount | account | status   |
      | Website | 400.00 | 615     | approved |
    When in Hubflo 680.00 of "Website" is paid by card
    Then these payments are in Xero:
      | invoice | amount | account | status |
      | Website | 400.00 | 615     | paid   |
      | Website | 680.00 | 615     | paid   |
    And nothing needs me

  Scenario: Two equal parts both arrive
    Given in Xero the invoice "Website" is approved
    And 10 minutes pass
    When in Hubflo 300.00 of "Website" is paid by card
    And in Hubflo 300.00 of "Website" is paid by card
    Then these payments are in Xero:
      | invoice | amount | account | status   |
      | Website | 300.00 | 615     | approved |
      | Website | 300.00 | 615     | approved |
    And nothing needs me

  Scenario: A payment that we set never says that the bank's statement shows it
    Given in Xero the invoice "Website" is approved
    When in Hubflo "Website" is paid by Stripe
    And 10 minutes pass
    Then no payment in Xero is reconciled

  # --- By method ---

  Scenario: A transfer is left to the bank feed
    Given in Xero the invoice "Website" is approved
    And 10 minutes pass
    When in Hubflo "Website" is paid by transfer
    Then the payments stand so:
      | invoice | stands              |
      | Website | waits for bank feed |
    And no payment is in Xero
    And nothing needs me
    When in Xero 1080.00 is matched to "Website"
    And 10 minutes pass
    Then the payments stand so:
      | invoice | stands  |
      | Website | settled |
    And Xero has 1 payment

  Scenario: A method that nobody has said anything about is one question, whatever it holds
    Given in Xero the invoice "Website" is approved
    And Hubflo issues the invoice "Logo" to "Jane Smith"
    And in Xero the invoice "Logo" is approved
    And 10 minutes pass
    When in Hubflo "Website" is paid by PayPal
    And in Hubflo "Logo" is paid by PayPal
    Then these questions need me:
      | question       | held |
      | payment method | 2    |
    And "Website" is held for its payment as "payment method"
    When the setting payments-paypal is "090"
    And 1 minute passes
    Then nothing needs me
    And these payments are in Xero:
      | invoice | amount  | account |
      | Logo    | 1080.00 | 090     |
      | Website | 1080.00 | 090     |

  Scenario: What is asked about a second part is that part alone
    Given in Xero the invoice "Website" is approved
    And in Hubflo 400.00 of "Website" is paid by card
    And 11 minutes pass
    When in Hubflo 680.00 of "Website" is paid by PayPal
    Then "Website" is held for its payment as "payment method"
    And the sentence says:
      | The payment of 680.00 GBP |
      | --amount 680.00 --to CODE |
    When the setting payments-paypal is "090"
    And 1 minute passes
    Then these payments are in Xero:
      | invoice | amount | account | status |
      | Website | 400.00 | 615     | paid   |
      | Website | 680.00 | 090     | paid   |
    And nothing needs me

  Scenario: The account of a second part is not there
    Given in Xero the invoice "Website" is approved
    And in Hubflo 400.00 of "Website" is paid by card
    And 11 minutes pass
    And in Xero the account 615 is archived
    And 10 minutes pass
    When in Hubflo 680.00 of "Website" is paid by card
    Then "Website" is held for its payment as "payment account unusable"
    And the sentence says:
      | The payment of 680.00 GBP |

  Scenario Outline: Which setting speaks for it
    Given in Xero the invoice "Website" is approved
    And 10 minutes pass
    When in Hubflo "Website" is paid by <method>
    Then "Website" is held for its payment as "payment method"
    And the question says of its setting: "<setting>"

    Examples:
      | method       | setting               |
      | PayPal       | payments-paypal       |
      | direct debit | payments-direct-debit |
      | other means  | payments-other        |

  Scenario: Its account was archived
    Given in Xero the invoice "Website" is approved
    And in Xero the account 615 is archived
    And 10 minutes pass
    When in Hubflo "Website" is paid by card
    And 10 minutes pass
    Then "Website" is held for its payment as "payment account unusable"
    And no payment is in Xero
    When in Xero the account 615 is restored
    And 11 minutes pass
    Then nothing needs me
    And Xero has 1 payment

  # --- What may be the same money ---

  Scenario: The whole of it was matched from the bank first
    Given in Xero the invoice "Website" is approved
    And in Xero 1080.00 is matched to "Website"
    And 10 minutes pass
    When in Hubflo "Website" is paid by card
    Then the payments stand so:
      | invoice | stands  |
      | Website | settled |
    And Xero has 1 payment
    And nothing needs me

  Scenario: A part of it was matched from the bank first
    Given in Xero the invoice "Website" is approved
    And in Xero 400.00 is matched to "Website"
    And 10 minutes pass
    When in Hubflo "Website" is paid by card
    Then "Website" is held for its payment as "payment does not fit"
    And the question says of its payments: "400.00 GBP 2026-03-02 theirs"
    And Xero has 1 payment
    When in Xero 680.00 is matched to "Website"
    And 10 minutes pass
    Then nothing needs me
    And Xero has 2 payments

  Scenario: A part of it was matched, and nobody has said what becomes of such payments
    Given in Xero the invoice "Website" is approved
    And in Xero 400.00 is matched to "Website"
    And 10 minutes pass
    When in Hubflo "Website" is paid by PayPal
    Then "Website" is held for its payment as "payment does not fit"
    And the question says of its payments: "400.00 GBP 2026-03-02 theirs"
    And the sentence says:
      | --amount 680.00 --to CODE |
    When the setting payments-paypal is "090"
    And 1 minute passes
    Then "Website" is held for its payment as "payment does not fit"
    And the sentence says:
      | --amount 680.00`, or |
    And Xero has 1 payment

  Scenario: A person says how much of it is still to be posted
    Given in Xero the invoice "Website" is approved
    And in Xero 400.00 is matched to "Website"
    And 10 minutes pass
    And in Hubflo "Website" is paid by card
    When I release 680.00 of the payment of "Website"
    Then these payments are in Xero:
      | invoice | amount | status |
      | Website | 400.00 | paid   |
      | Website | 680.00 | paid   |
    And nothing needs me

  Scenario: A person says that nothing is to be posted
    Given in Xero the invoice "Website" is approved
    And in Xero 400.00 is matched to "Website"
    And 10 minutes pass
    And in Hubflo "Website" is paid by card
    When I release 0.00 of the payment of "Website"
    Then nothing needs me
    And the payments stand so:
      | invoice | stands |
      | Website | left   |
    And Xero has 1 payment

  Scenario: Matched and paid at once
    Given in Xero the invoice "Website" is approved
    And 10 minutes pass
    When in Xero 1080.00 is matched to "Website"
    And in Hubflo "Website" is paid by card
    Then Xero has 1 payment
    And the payments stand so:
      | invoice | stands  |
      | Website | settled |
    And nothing needs me

  Scenario: A part is matched and another part is paid at once
    Given in Xero the invoice "Website" is approved
    And 10 minutes pass
    When in Xero 400.00 is matched to "Website"
    And in Hubflo 500.00 of "Website" is paid by card
    Then "Website" is held for its payment as "payment does not fit"
    And the sentence says:
      | Hubflo says 500.00 GBP was received              |
      | by card, last on 2 March 2026                    |
      | 400.00 GBP on 2 March 2026, not by us            |
      | 680.00 GBP is due there                          |
      | how much of the 100.00 GBP that is left we shall |
    And Xero has 1 payment
    When in Xero 100.00 is matched to "Website"
    And 10 minutes pass
    Then nothing needs me
    And Xero has 2 payments

  Scenario: A credit note took a part of it
    Given in Xero the invoice "Website" is approved
    And in Xero 80.00 of "Website" is credited
    And 10 minutes pass
    When in Hubflo 1000.00 of "Website" is paid by card
    Then "Website" is held for its payment as "payment does not fit"
    When I release 1000.00 of the payment of "Website"
    Then these payments are in Xero:
      | invoice | amount  | status |
      | Website | 1000.00 | paid   |
    And nothing needs me

  # --- What a person must decide ---

  Scenario: More was paid than is due
    Given in Xero the invoice "Website" is approved
    And 10 minutes pass
    When in Hubflo 1500.00 of "Website" is paid by card
    Then "Website" is held for its payment as "payment more than due"
    And no payment is in Xero
    When I release 1080.00 of the payment of "Website"
    Then these payments are in Xero:
      | invoice | amount  | status |
      | Website | 1080.00 | paid   |
    And nothing needs me

  Scenario: Paid, and nobody says how much
    Given in Xero the invoice "Website" is approved
    And 10 minutes pass
    And Hubflo does not tell how much Stripe brought
    When in Hubflo "Website" is paid by Stripe
    Then "Website" is held for its payment as "payment without amount"
    And no payment is in Xero
    When in Xero 1080.00 is matched to "Website"
    And 10 minutes pass
    Then nothing needs me

  Scenario: Paid without an amount, and a person says how much it was
    Given in Xero the invoice "Website" is approved
    And 10 minutes pass
    And Hubflo does not tell how much Stripe brought
    And in Hubflo "Website" is paid by Stripe
    When I release 1080.00 of the payment of "Website"
    Then these payments are in Xero:
      | invoice | amount  | status |
      | Website | 1080.00 | paid   |
    And nothing needs me

  Scenario: Less than before
    Given in Xero the invoice "Website" is approved
    And 10 minutes pass
    And in Hubflo 400.00 of "Website" is paid by card
    When in Hubflo the paid amount of "Website" is corrected to 300.00
    And I try the payment of "Website" again
    Then "Website" is held for its payment as "payment less than before"
    And Xero has 1 payment
    When in Hubflo the paid amount of "Website" is corrected to 400.00
    And I try the payment of "Website" again
    Then nothing needs me

  Scenario: Nobody says on which day it was paid
    Given in Xero the invoice "Website" is approved
    And 10 minutes pass
    When in Hubflo "Website" is paid by card, and no day is told
    Then "Website" is held for its payment as "payment without date"
    And no payment is in Xero
    When I release 1080.00 of the payment of "Website"
    Then Xero has 1 payment
    And nothing needs me

  Scenario: Somebody gave the invoice another currency in Xero
    When Xero gets the currency "EUR"
    And in Xero the currency of the invoice "Website" becomes "EUR"
    And in Xero the invoice "Website" is approved
    And 10 minutes pass
    And in Hubflo "Website" is paid by card
    Then "Website" is held for its payment as "payment currency"
    And no payment is in Xero
    When I release 0.00 of the payment of "Website"
    Then nothing needs me

  Scenario: Xero does not show the invoice any more
    Given in Xero the invoice "Website" is approved
    And 10 minutes pass
    And Xero refuses to show invoices by their ids
    When in Hubflo "Website" is paid by card
    And 30 minutes pass
    Then "Website" is held for its payment as "payment unexpected"
    And no payment is in Xero
    When Xero refuses nothing any more
    And I try the payment of "Website" again
    Then Xero has 1 payment
    And nothing needs me

  Scenario: Voided in Xero after it was paid in Hubflo
    Given in Hubflo "Website" is paid by card
    And in Xero the invoice "Website" is approved
    When in Xero the invoice "Website" is voided
    And 10 minutes pass
    Then "Website" is held for its payment as "payment document gone"
    And no payment is in Xero
    When I release 0.00 of the payment of "Website"
    Then nothing needs me

  Scenario: Posted, then taken off again and the invoice voided
    Given in Xero the invoice "Website" is approved
    And 10 minutes pass
    And in Hubflo "Website" is paid by card
    And in Xero the payment of "Website" is deleted
    And 10 minutes pass
    When in Xero the invoice "Website" is voided
    And 10 minutes pass
    Then "Website" is held for its payment as "payment document gone"
    And the sentence says:
      | 1,080.00 GBP was received      |
      | the invoice was voided in Xero |
      | invoices resend                |
      | --amount 0                     |
    And these invoices are in Xero:
      | invoice | status |
      | Website | voided |
    When 1 hour passes
    Then no payment is in Xero
    When I release 0.00 of the payment of "Website"
    Then nothing needs me
    And the payments stand so:
      | invoice | stands |
      | Website | left   |
    And no payment is in Xero

  Scenario: Parted from its document while its payment waits
    Given in Hubflo "Website" is paid by card
    When I unlink the invoice "Website", because "it is another one"
    Then the payments stand so:
      | invoice | stands             |
      | Website | waits for document |

  Scenario: Our payment was deleted in Xero
    Given in Xero the invoice "Website" is approved
    And 10 minutes pass
    And in Hubflo "Website" is paid by card
    When in Xero the payment of "Website" is deleted
    And 10 minutes pass
    Then "Website" is held for its payment as "payment removed"
    And Xero has 0 payments
    When I release 1080.00 of the payment of "Website"
    Then Xero has 1 payment
    And nothing needs me

  Scenario Outline: What others paid is deleted in Xero, and Hubflo knew of nothing
    Given in Xero the invoice "Website" is approved
    And 10 minutes pass
    And in Xero <amount> is matched to "Website"
    And 10 minutes pass
    When in Xero the payment of "Website" is deleted
    And 10 minutes pass
    Then the story of the invoice "Website" says "document counts less" of "<amount>"
    And the story of the invoice "Website" says "document approved" 1 time
    And nothing needs me

    Examples:
      | amount  |
      | 400.00  |
      | 1080.00 |

  Scenario: What was left away by word is not taken along by what comes in later
    Given in Xero the invoice "Website" is approved
    And Xero refuses payments
    And 10 minutes pass
    When in Hubflo 400.00 of "Website" is paid by card
    And I release 0.00 of the payment of "Website"
    Then nothing needs me
    When Xero takes payments again
    And in Hubflo 200.00 of "Website" is paid by card
    Then "Website" is held for its payment as "payment after word"
    And no payment is in Xero
    When I release 600.00 of the payment of "Website"
    Then Xero has 2 payments
    And nothing needs me

  Scenario: We posted more than Hubflo says, and more comes to count in Xero
    Given in Xero the invoice "Website" is approved
    And 10 minutes pass
    And in Hubflo 400.00 of "Website" is paid by card
    When in Hubflo the paid amount of "Website" is corrected to 300.00
    And I try the payment of "Website" again
    And I release 0.00 of the payment of "Website"
    Then nothing needs me
    When in Xero 10.00 of "Website" is credited
    And 10 minutes pass
    Then "Website" is held for its payment as "payment posted too much"
    When in Hubflo the paid amount of "Website" is corrected to 410.00
    And I try the payment of "Website" again
    Then nothing needs me
    And Xero has 1 payment

  Scenario: The books are locked for its day
    Given in Xero the invoice "Website" is approved
    And in Xero the period is locked up to 2026-03-02
    And 10 minutes pass
    When in Hubflo "Website" is paid by card
    And 10 minutes pass
    Then "Website" is held for its payment as "payment period locked"
    When in Xero the books are unlocked
    And 11 minutes pass
    Then nothing needs me
    And Xero has 1 payment

  Scenario: Tax counts with the money, and its period is over
    Given in Xero tax counts when money comes in, by the month
    And in Xero the invoice "Website" is approved
    And 10 minutes pass
    When in Hubflo "Website" is paid by card on 2026-02-27
    And 11 minutes pass
    Then "Website" is held for its payment as "payment tax period"
    And no payment is in Xero
    When I release 1080.00 of the payment of "Website"
    Then Xero has 1 payment
    And nothing needs me

  Scenario: Xero refuses it
    Given in Xero the invoice "Website" is approved
    And 10 minutes pass
    And Xero refuses payments
    When in Hubflo "Website" is paid by card
    And 1 hour passes
    Then "Website" is held for its payment as "payment refused"
    And at most 2 payments were tried
    When Xero takes payments again
    And I try the payment of "Website" again
    Then Xero has 1 payment
    And nothing needs me

  Scenario: Xero has another amount than we sent
    Given in Xero the invoice "Website" is approved
    And 10 minutes pass
    And Xero will book 400.00 where 1080.00 is sent
    When in Hubflo "Website" is paid by card
    And 1 day passes
    Then "Website" is held for its payment as "payment answered otherwise"
    And the sentence says:
      | We sent a payment of 1,080.00 GBP                   |
      | Xero answered that it has 400.00 GBP now            |
      | Until you say so, nothing more is posted for it     |
    And Xero has 1 payment
    When I try the payment of "Website" again
    Then these payments are in Xero:
      | invoice | amount | account | status |
      | Website | 400.00 | 615     | paid   |
      | Website | 680.00 | 615     | paid   |
    And nothing needs me

  # --- Approving, where a person set it so ---

  Scenario: Paid invoices are approved where that is set
    Given the setting approve-on-payment is "on"
    When in Hubflo "Website" is paid by card
    And 10 minutes pass
    Then these payments are in Xero:
      | invoice | amount  | status |
      | Website | 1080.00 | paid   |

  Scenario: An invoice that somebody changed is not approved for being paid
    Given the setting approve-on-payment is "on"
    And in Xero the invoice "Website" gets another price
    And 10 minutes pass
    When in Hubflo "Website" is paid by card
    And 10 minutes pass
    Then no payment is in Xero
    And these invoices are in Xero:
      | invoice | status            |
      | Website | awaiting approval |

  Scenario: An invoice that is paid in part is not approved for it
    Given the setting approve-on-payment is "on"
    When in Hubflo 400.00 of "Website" is paid by card
    And 10 minutes pass
    Then these invoices are in Xero:
      | invoice | status            |
      | Website | awaiting approval |

  # --- The other direction ---

  Scenario: Paid in Xero alone is shown, and nothing is written
    Given in Xero the invoice "Website" is approved
    When in Xero 1080.00 is matched to "Website"
    And 10 minutes pass
    Then in Hubflo 0.00 of "Website" is paid
    And nothing needs me

  Scenario: Paid in Xero alone is recorded in Hubflo where that is set
    Given the setting payments-from-ledger is "on"
    And in Xero the invoice "Website" is approved
    When in Xero 1080.00 is matched to "Website"
    And 15 minutes pass
    Then in Hubflo 1080.00 of "Website" is paid
    And Xero has 1 payment
    And the payments stand so:
      | invoice | stands  |
      | Website | settled |
    And nothing needs me

  Scenario: What was paid on both sides adds up to the whole in Hubflo
    Given the setting payments-from-ledger is "on"
    And in Xero the invoice "Website" is approved
    And 10 minutes pass
    And in Hubflo 400.00 of "Website" is paid by card
    When in Xero 680.00 is matched to "Website"
    And 15 minutes pass
    Then in Hubflo 1080.00 of "Website" is paid
    And Xero has 2 payments

  Scenario: Somebody enters the same money while ours is on its way
    Given the setting payments-from-ledger is "on"
    And in Xero the invoice "Website" is approved
    And 10 minutes pass
    And Xero will take 5 minutes over the next payment
    When in Hubflo 540.00 of "Website" is paid by card
    And in Xero 540.00 is matched to "Website"
    And 30 minutes pass
    Then Xero has 2 payments
    And "Website" is held for its payment as "payment beside ours"
    And in Hubflo 540.00 of "Website" is paid
    When in Xero the payment of "Website" is deleted
    And 10 minutes pass
    Then nothing needs me
    And in Hubflo 540.00 of "Website" is paid

  Scenario: Hubflo refuses to record it
    Given the setting payments-from-ledger is "on"
    And in Xero the invoice "Website" is approved
    And Hubflo refuses every notice of payment
    When in Xero 1080.00 is matched to "Website"
    And 15 minutes pass
    Then "Website" is held for its payment as "payment notice refused"
    When in Hubflo "Website" is paid by transfer
    Then nothing needs me

  Scenario: Somebody pays in Hubflo while nobody knows whether our notice arrived
    Given the setting payments-from-ledger is "on"
    And in Xero the invoice "Website" is approved
    And Hubflo will lose the next notice of payment
    When in Xero 1080.00 is matched to "Website"
    And 10 minutes pass
    And in Hubflo 500.00 of "Website" is paid by transfer
    And 20 minutes pass
    Then "Website" is held for its payment as "payment notice unclear"
    When in Hubflo the paid amount of "Website" is corrected to 1080.00
    And I try the payment of "Website" again
    Then nothing needs me

  Scenario: A part that was paid in Xero is not recorded before all of it is
    Given the setting payments-from-ledger is "on"
    And in Xero the invoice "Website" is approved
    When in Xero 400.00 is matched to "Website"
    And 15 minutes pass
    Then in Hubflo 0.00 of "Website" is paid

  # --- When the line breaks ---

  Scenario Outline: An answer that is lost is looked for, and nothing is posted twice
    Given in Xero the invoice "Website" is approved
    And 10 minutes pass
    And Xero will <trouble> the next payment
    When in Hubflo 300.00 of "Website" is paid by card
    And 1 hour passes
    Then these payments are in Xero:
      | invoice | amount |
      | Website | 300.00 |
    And the payments stand so:
      | invoice | stands  |
      | Website | settled |
    And nothing needs me

    Examples:
      | trouble                            |
      | lose                               |
      | carry out and not answer           |
      | take 5 minutes over                |

  Scenario: What lands after it was posted anew is an alarm, until one of the two is deleted
    Given in Xero the invoice "Website" is approved
    And 32 minutes pass
    And Xero will take 20 minutes over the next payment
    When in Hubflo 300.00 of "Website" is paid by card
    And 1 hour passes
    Then Xero has 2 payments
    And these questions need me:
      | question     | held |
      | payment twin | 1    |
    And "Website" is held for its payment as "payment twin"
    When in Xero the payment of "Website" is deleted
    And 1 hour passes
    Then nothing needs me
    And Xero has 1 payment

  Scenario: Or until I say that both are right, because so much came in
    Given in Xero the invoice "Website" is approved
    And 32 minutes pass
    And Xero will take 20 minutes over the next payment
    And in Hubflo 300.00 of "Website" is paid by card
    And 1 hour passes
    When in Hubflo 300.00 of "Website" is paid by card
    Then these questions need me:
      | question     | held |
      | payment twin | 1    |
    When I keep both payments of "Website"
    And 1 hour passes
    Then nothing needs me
    And Xero has 2 payments
    And the payments stand so:
      | invoice | stands  |
      | Website | settled |
