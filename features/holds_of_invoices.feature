Feature: Holds of invoices
  An invoice that must not go on yet is held, with one reason. It goes on by itself when its cause is gone,
  or by a person's command. Every reason is here with one that brings it about and one that ends it.

  Background:
    Given Hubflo and Xero are connected, and invoices go over from today
    And Hubflo has these contacts:
      | name       | email              |
      | Jane Smith | jane@smith.example |

  Scenario Outline: The cause goes away, and it goes by itself
    Given <cause>
    When Hubflo issues the invoice "Website" at <rate> % to "Jane Smith"
    Then "Website" is held as "<question>"
    And no invoice is in Xero
    When <cure>
    And <wait>
    Then nothing needs me
    And the invoices stand so:
      | invoice | stands |
      | Website | linked |

    Examples:
      | question             | rate | cause                                                   | cure                                                       | wait           |
      | period locked        | 20   | in Xero the period is locked up to 2026-03-31           | in Xero the books are unlocked                             | 11 minutes pass |
      | period locked        | 20   | in Xero the end of year is locked up to 2026-03-02      | in Xero the end of year is locked up to 2026-03-01         | 11 minutes pass |
      | tax rate missing     | 17.5 | in Xero the tax rate "OUTPUT" is deleted                | Xero gets the tax rate "The old one" of 17.5 %             | 11 minutes pass |
      | account needed       | 20   | the setting revenue-account is ""                       | the setting revenue-account is "200"                       | 1 minute passes |
      | account unusable     | 20   | in Xero the account 200 is archived                     | in Xero the account 200 is restored                        | 11 minutes pass |
      | account unusable     | 20   | in Xero the account 200 is archived                     | the setting revenue-account is "260"                       | 1 minute passes |
      | currency not in xero | 20   | Hubflo bills in "CHF" from now on                       | Xero gets the currency "CHF"                               | 11 minutes pass |
      | not permitted        | 20   | in Xero my user may not submit invoices                 | in Xero my user may submit invoices                        | 11 minutes pass |
      | contact ambiguous    | 20   | Xero has "Agency" of "Gareth Pugh", jane@smith.example  | in Xero the email of "Agency" becomes "own@agency.example" | 1 hour passes  |
      | contact name taken   | 20   | Xero has "Jane Smith" of "Jane Smith", j@other.example  | in Xero the email of "Jane Smith" becomes "jane@smith.example" | 1 hour passes |
      | contact archived     | 20   | Xero has archived "Jane Smith", jane@smith.example      | in Xero "Jane Smith" is restored                           | 1 hour passes  |

  Scenario Outline: A person's word ends it
    Given <cause>
    When Hubflo issues the invoice "Website" at <rate> % to "<whom>"
    Then "Website" is held as "<question>"
    When <word>
    Then nothing needs me
    And the invoices stand so:
      | invoice | stands   |
      | Website | <stands> |

    Examples:
      | question               | rate | whom            | cause                                                  | word                                                                           | stands  |
      | tax choice needed      | 0    | Jane Smith      | in Xero the account 200 has the tax OUTPUT2            | I choose the tax ZERORATEDOUTPUT for the invoice "Website", for this invoice   | linked  |
      | currency without cents | 20   | Jane Smith      | Hubflo bills in "JPY" from now on                      | I skip the invoice "Website", because "it is booked by hand"                   | skipped |
      | contact ambiguous      | 20   | Jane Smith      | Xero has "Agency" of "Gareth Pugh", jane@smith.example | I answer for the invoice "Website": new                                        | linked  |
      | contact ambiguous      | 20   | Jane Smith      | Xero has "Agency" of "Gareth Pugh", jane@smith.example | I answer for the invoice "Website": contact "Agency"                           | linked  |
      | contact name taken     | 20   | Jane Smith      | Xero has "Jane Smith" of "Jane Smith", j@other.example | I answer for the invoice "Website": new, called "Jane Smith (Leeds)"           | linked  |
      | contact name missing   | 20   | no@name.example | Hubflo has somebody without a name, no@name.example    | I answer for the invoice "Website": new, called "Anon & Sons"                  | linked  |
      | contact archived       | 20   | Jane Smith      | Xero has archived "Jane Smith", jane@smith.example     | I answer for the invoice "Website": new                                        | linked  |
      | period locked          | 20   | Jane Smith      | in Xero the period is locked up to 2026-03-31          | I skip the invoice "Website", because "it is booked by hand"                   | skipped |

  Scenario: Dated into the open period, where the connection offers that
    Given in Xero the period is locked up to 2026-03-31
    And Hubflo issues the invoice "Website" to "Jane Smith"
    When I try to release, dated in the open period, the invoice "Website", because "it is late"
    Then I am told "redate not offered"
    When the setting date-in-books is "offered"
    And I release, dated in the open period, the invoice "Website", because "it is late"
    Then these invoices are in Xero:
      | invoice | date       | due        |
      | Website | 2026-04-01 | 2026-04-01 |
    And nothing needs me

  Scenario: Most holds are not ended by a word alone
    Given in Xero the account 200 is archived
    And Hubflo issues the invoice "Website" to "Jane Smith"
    When I try to release the invoice "Website", because "please"
    Then I am told "release not possible"

  Scenario: A customer that was merged into another customer
    Given Xero has the customer "Ann Smith" with the email "ann@smith.example"
    And Hubflo issues the invoice "Before" to "Jane Smith"
    And 1 hour passes
    And Hubflo issues the invoice "Other" to "Ann Smith"
    And in Xero "Jane Smith" is merged into "Ann Smith"
    And 1 hour passes
    When Hubflo issues the invoice "Website" to "Jane Smith"
    Then "Website" is held as "contact merged"
    When I answer for the invoice "Website": new, called "Jane Smith (new)"
    Then nothing needs me
    And the invoices stand so:
      | invoice | stands |
      | Before  | linked |
      | Other   | linked |
      | Website | linked |

  Scenario: Xero does not take the new contact
    Given Xero refuses whatever speaks of "jane@smith.example" as a whole
    When Hubflo issues the invoice "Website" to "Jane Smith"
    Then "Website" is held as "contact refused"
    And the question says of its said: "could not be read"
    When Xero refuses nothing any more
    And I retry the invoice "Website"
    Then nothing needs me
    And Xero has 1 invoice

  Scenario Outline: Nobody is to be billed
    Given Xero has the customer "Ben Brown" with the email "ben@brown.example"
    And 1 hour passes
    When Hubflo issues the invoice "Website" to nobody
    Then "Website" is held as "recipient missing"
    When <cure>
    Then nothing needs me
    And the invoices stand so:
      | invoice | stands   |
      | Website | <stands> |

    Examples:
      | cure                                                    | stands              |
      | I answer for the invoice "Website": contact "Ben Brown" | linked              |
      | in Hubflo the invoice "Website" is cancelled            | cancelled at source |

  Scenario Outline: Xero has one that looks like it
    Given Hubflo issues the invoice "Before" to "Jane Smith"
    And Xero has these invoices, typed by hand:
      | number   | to         | net    | date       |
      | INV-0412 | Jane Smith | 500.00 | 2026-03-02 |
    And 10 minutes pass
    When Hubflo issues these invoices at once:
      | invoice | to         | net    |
      | Website | Jane Smith | 500.00 |
    Then "Website" is held as "looks already there"
    When <cure>
    And 10 minutes pass
    Then nothing needs me
    And the invoices stand so:
      | invoice | stands |
      | Before  | linked |
      | Website | linked |

    Examples:
      | cure                                                  |
      | I link the invoice "Website" to "INV-0412"            |
      | I release the invoice "Website", because "it is not"  |
      | in Xero the invoice "INV-0412" is voided              |

  Scenario: Xero would round it to another total
    Given Hubflo rounds "rate", and its net total is "with tax"
    When Hubflo issues the invoice "Website" to "Jane Smith" with these lines:
      | line | price | rate |
      | One  | 10.03 | 20   |
      | Two  | 10.03 | 20   |
      | Six  | 10.03 | 20   |
      | Ten  | 10.03 | 20   |
    Then "Website" is held as "totals differ"
    When the setting cent-rounding is "allow"
    And 1 minute passes
    Then nothing needs me
    And every tax and total in Xero is Hubflo's, to the cent

  Scenario: Figures that contradict what Hubflo meant before
    Given Hubflo issues the invoice "Before" to "Jane Smith"
    And Hubflo rounds "line half up", and its net total is "without tax"
    When Hubflo issues the invoice "Website" to "Jane Smith"
    Then "Website" is held as "totals unclear"
    When Hubflo rounds "line half up", and its net total is "with tax" again
    And 2 minutes pass
    Then nothing needs me
    And Xero has 2 invoices

  Scenario: Figures that several ways of rounding explain, until one invoice shows which it is
    When Hubflo issues the invoice "Website" to "Jane Smith" with these lines:
      | line  | price | rate |
      | One   | 0.55  | 20   |
      | Two   | 2.68  | 20   |
      | Three | 0.70  | 20   |
      | Four  | 1.26  | 5    |
      | Five  | 1.08  | 5    |
    Then "Website" is held as "rounding unclear"
    When Hubflo issues the invoice "Support" to "Jane Smith" with these lines:
      | line | price | rate |
      | One  | 10.03 | 20   |
      | Two  | 10.03 | 20   |
      | Six  | 10.03 | 20   |
      | Ten  | 10.03 | 20   |
    Then nothing needs me
    And Xero has 2 invoices
    And every tax and total in Xero is Hubflo's, to the cent

  Scenario Outline: A status that nobody knows
    Given Hubflo has issued these invoices, and nobody looked yet:
      | invoice | to         |
      | Website | Jane Smith |
    And in Hubflo the status of the invoice "Website" becomes "partly paid"
    When Hubflo tells of the invoice "Website" 1 time at once
    Then "Website" is held as "status unknown"
    When <cure>
    And 2 minutes pass
    Then nothing needs me
    And the invoices stand so:
      | invoice | stands   |
      | Website | <stands> |

    Examples:
      | cure                                                        | stands  |
      | in Hubflo the status of the invoice "Website" becomes "issued" | linked  |
      | I skip the invoice "Website", because "it is settled"       | skipped |

  Scenario: What cannot be read, and can be later
    Given Hubflo has issued these invoices, and nobody looked yet:
      | invoice | to         |
      | Website | Jane Smith |
    And in Hubflo the invoice "Website" tells no currency, and nobody looked yet
    When 2 minutes pass
    Then "Website" is held as "invoice unreadable"
    When in Hubflo the invoice "Website" tells its currency again
    Then nothing needs me
    And Xero has 1 invoice

  Scenario: What is listed and not shown, and is shown later
    Given Hubflo shows invoices in its lists alone
    And Hubflo has issued these invoices, and nobody looked yet:
      | invoice | to         |
      | Website | Jane Smith |
    When 5 minutes pass
    Then "Website" is held as "invoice not shown"
    When Hubflo refuses nothing any more
    And 15 minutes pass
    Then nothing needs me
    And Xero has 1 invoice

  Scenario Outline: Less than nothing, or nothing at all
    Given Hubflo issues the invoice "Website" to "Jane Smith" with these lines:
      | line   | price   | kind   | role   |
      | <line> | <price> | <kind> | <role> |
    Then "Website" is held as "<question>"
    When I skip the invoice "Website", because "it is booked by hand"
    Then nothing needs me
    And no invoice is in Xero

    Examples:
      | question      | line     | price  | kind     | role   |
      | credit note   | Rebate   | 100.00 |          | credit |
      | lines missing | So far   | 0      | subtotal |        |

  Scenario: A credit is the credit note that somebody entered
    Given Hubflo issues the invoice "Rebate" to "Jane Smith" with these lines:
      | line   | price  | role   |
      | Rebate | 100.00 | credit |
    Then "Rebate" is held as "credit note"
    Given Xero has "Jane Smith" of "Jane Smith", jane@smith.example
    And Xero has the credit note "CN-7" for "Jane Smith" of 90.00 net
    And Xero has the credit note "CN-8" for "Jane Smith" of 100.00 net
    When I try to link the invoice "Rebate" to "CN-7"
    Then I am told "documents differ"
    When I link the invoice "Rebate" to "CN-8"
    Then the invoices stand so:
      | invoice | stands |
      | Rebate  | linked |
    And the story of the invoice "Rebate" says "document adopted" of "CN-8"
    And nothing needs me
    And no invoice is in Xero
    When I give the invoice "Rebate" the number "2026-031"
    Then the story of the invoice "Rebate" says "change not made" of "credit-note"
    When in Xero the credit note "CN-8" is voided
    And 1 day passes
    Then the invoices stand so:
      | invoice | stands            |
      | Rebate  | removed in ledger |

  Scenario: More than Xero takes in one request
    Given Hubflo issues the invoice "Website" to "Jane Smith" with 900 lines of 4000 letters each
    Then "Website" is held as "document too large"
    When in Hubflo the invoice "Website" is cancelled
    Then nothing needs me
    And no invoice is in Xero

  Scenario: Xero refuses it
    Given Hubflo issues the invoice "Before" to "Jane Smith"
    And in Xero "Jane Smith" is archived
    When Hubflo issues the invoice "Website" to "Jane Smith"
    Then "Website" is held as "ledger refused"
    When in Xero "Jane Smith" is restored
    And I retry the invoice "Website"
    Then nothing needs me
    And Xero has 2 invoices

  Scenario: Its number is taken by something else
    Given Xero has "Gareth Pugh" of "Gareth Pugh", gareth@pugh.example
    And Xero has these invoices, typed by hand:
      | number   | to          | net   | date       |
      | 2026-031 | Gareth Pugh | 10.00 | 2026-03-02 |
    And Hubflo issues the invoice "Website" at 0 % to "Jane Smith"
    And I give the invoice "Website" the number "2026-031"
    When I choose the tax ZERORATEDOUTPUT for the invoice "Website", for always
    Then "Website" is held as "number taken"
    When I release the invoice "Website", because "that is another one"
    Then nothing needs me
    And these invoices are in Xero:
      | invoice | number        |
      | Website | placeholder B |

  Scenario Outline: It is not there as it was sent
    Given Hubflo has issued these invoices, and nobody looked yet:
      | invoice | to         |
      | Website | Jane Smith |
    When directly after "Website" was created, in Xero its price becomes another
    Then "Website" is held as "receipt differs"
    When <cure>
    And I <word>
    Then nothing needs me
    And the invoices stand so:
      | invoice | stands |
      | Website | linked |

    Examples:
      | cure                                            | word                                                    |
      | 1 minute passes                                 | release the invoice "Website", because "agreed by phone" |
      | in Xero the invoice "Website" gets the price back | retry the invoice "Website"                             |

  Scenario: It is not there as it was sent, and is deleted
    Given Hubflo has issued these invoices, and nobody looked yet:
      | invoice | to         |
      | Website | Jane Smith |
    When directly after "Website" was created, in Xero its price becomes another
    Then "Website" is held as "receipt differs"
    When in Xero the invoice "Website" is deleted
    And 10 minutes pass
    Then nothing needs me
    And the invoices stand so:
      | invoice | stands            |
      | Website | removed in ledger |

  Scenario: Xero made it and does not show it
    Given Hubflo has issued these invoices, and nobody looked yet:
      | invoice | to         |
      | Website | Jane Smith |
    When Xero does not show "Website" directly after it was created
    And 30 minutes pass
    Then "Website" is held as "document missing"
    When Xero shows it again
    And I retry the invoice "Website"
    Then nothing needs me
    And Xero has 1 invoice

  Scenario: Where Xero makes the numbers a late one can be there twice
    Given the setting numbers is "ledger"
    And the next invoice in Xero is done 20 minutes late
    When Hubflo issues the invoice "Website" to "Jane Smith"
    And 40 minutes pass
    Then Xero has 2 invoices
    And "Website" is held as "document twin"
    When in Xero the invoice that is not joined to Hubflo is deleted
    And nothing runs for 2 days
    And 2 hours pass
    Then nothing needs me

  Scenario Outline: Hubflo points to something else in Xero
    Given Xero has "Gareth Pugh" of "Gareth Pugh", gareth@pugh.example
    And Xero has these invoices, typed by hand:
      | number   | to          | net    | date       |
      | INV-0412 | Gareth Pugh | 900.00 | 2026-03-02 |
    And Hubflo has issued these invoices, and nobody looked yet:
      | invoice | to         |
      | Website | Jane Smith |
    And in Hubflo the invoice "Website" is made to point to "INV-0412"
    When 2 minutes pass
    Then "Website" is held as "reference taken"
    When I <word>
    Then nothing needs me
    And the invoices stand so:
      | invoice | stands |
      | Website | linked |

    Examples:
      | word                                                              |
      | release the invoice "Website", because "that was a slip"          |
      | link the invoice "Website" to "INV-0412", because "it is the one" |

  Scenario Outline: Hubflo holds some other text there
    When Hubflo issues these invoices at once:
      | invoice | to         | accounting id |
      | Website | Jane Smith | Folder 12     |
    Then "Website" is held as "other reference"
    And Xero has 1 invoice
    When <word>
    And 1 minute passes
    Then nothing needs me
    And in Hubflo the invoice "Website" still says "Folder 12"

    Examples:
      | word                                                  |
      | the setting other-reference is "keep"                 |
      | I release the invoice "Website", because "leave it"   |

  Scenario: Somebody takes that text away again
    When Hubflo issues these invoices at once:
      | invoice | to         | accounting id |
      | Website | Jane Smith | Folder 12     |
    Then "Website" is held as "other reference"
    When in Hubflo the accounting id of the invoice "Website" becomes ""
    And 2 minutes pass
    Then nothing needs me
    And these invoices are in Xero:
      | invoice | linked |
      | Website | True   |

  Scenario: Hubflo does not take the link
    Given Hubflo refuses every link
    When Hubflo issues the invoice "Website" to "Jane Smith"
    Then "Website" is held as "reference refused"
    When Hubflo refuses nothing any more
    And I retry the invoice "Website"
    Then nothing needs me
    And these invoices are in Xero:
      | invoice | linked |
      | Website | True   |

  Scenario: It is gone from Hubflo before it was sent, and is there again later
    Given Xero cannot be reached
    And Hubflo issues the invoice "Website" to "Jane Smith"
    When in Hubflo the invoice "Website" is gone
    And 10 minutes pass
    And Xero works again
    And 30 minutes pass
    Then nothing needs me
    And Xero has 0 invoices
    When in Hubflo what is gone is there again
    And 15 minutes pass
    Then Xero has 1 invoice

  Scenario: It is in Xero, and in Hubflo no more
    Given Hubflo has issued these invoices, and nobody looked yet:
      | invoice | to         |
      | Website | Jane Smith |
    When directly after "Website" was created, in Hubflo it is gone
    Then "Website" is held as "invoice gone"
    When in Hubflo what is gone is there again
    And I retry the invoice "Website"
    Then nothing needs me
    And these invoices are in Xero:
      | invoice | linked |
      | Website | True   |

  Scenario Outline: Parted by a person
    Given Hubflo issues the invoice "Website" to "Jane Smith"
    When I unlink the invoice "Website", because "it is the wrong one"
    Then "Website" is held as "unlinked"
    When I <word>
    Then nothing needs me
    And the invoices stand so:
      | invoice | stands   |
      | Website | <stands> |

    Examples:
      | word                                                     | stands  |
      | release the invoice "Website", because "send it anew"    | linked  |
      | skip the invoice "Website", because "it is booked twice" | skipped |

  Scenario: Cancelled after it was sent
    Given Hubflo issues the invoice "Website" to "Jane Smith"
    When in Hubflo the invoice "Website" is cancelled
    Then "Website" is held as "cancelled in hubflo"
    When in Xero the invoice "Website" is deleted
    And 10 minutes pass
    Then nothing needs me

  Scenario: What nobody foresaw is held by itself, and stops no other
    Given Hubflo issues the invoice "Before" to "Jane Smith"
    And Xero refuses to show invoices by their ids
    When Hubflo issues the invoice "Website" to "Jane Smith"
    And 1 hour passes
    Then "Website" is held as "unexpected"
    And Xero has 2 invoices
    When Xero refuses nothing any more
    And I retry the invoice "Website"
    Then nothing needs me
    And the invoices stand so:
      | invoice | stands |
      | Before  | linked |
      | Website | linked |
