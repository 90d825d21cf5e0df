Feature: Issued invoices
  Every invoice that is issued in Hubflo arrives in Xero once, equal to the cent, and waits there for approval.
  It happens by itself: Hubflo is looked at every minute, whether a webhook says so or not.

  Background:
    Given Hubflo and Xero are connected, and invoices go over from today
    And Hubflo has these contacts:
      | name       | email              |
      | Jane Smith | jane@smith.example |

  Scenario: An issued invoice is in Xero, and its contact is created
    When Hubflo issues the invoice "Website" to "Jane Smith"
    Then these invoices are in Xero:
      | invoice | billed to  | status            | number        | reference | date       | due        | currency | net    | tax    | total   | link back | linked |
      | Website | Jane Smith | awaiting approval | placeholder A | Website   | 2026-03-02 | 2026-04-01 | GBP      | 900.00 | 180.00 | 1080.00 | True      | True   |
    And in Xero the invoice "Website" has these lines:
      | description | quantity | price | discount | amount | tax    | account | tax type |
      | Design      | 2        | 450   |          | 900.00 | 180.00 | 200     | OUTPUT2  |
    And the invoices stand so:
      | invoice | stands |
      | Website | linked |
    And the invoice "Website" waits for approval
    And every tax and total in Xero is Hubflo's, to the cent
    And Xero has 1 contact
    And nothing needs me

  Scenario: Without any webhook it is there within a minute
    Given Hubflo has issued these invoices, and nobody looked yet:
      | invoice | to         |
      | Website | Jane Smith |
    When 2 minutes pass
    Then these invoices are in Xero:
      | invoice |
      | Website |

  Scenario: A nudge makes it faster, and more nudges make nothing more
    Given Hubflo has issued these invoices, and nobody looked yet:
      | invoice | to         |
      | Website | Jane Smith |
    When Hubflo tells of the invoice "Website" 2 times at once
    Then Xero has 1 invoice
    And the invoices stand so:
      | invoice | stands |
      | Website | linked |
    When Hubflo tells of the invoice "Website" 3 times at once
    And 2 hours pass
    Then Xero has 1 invoice
    And the story of the invoice "Website" says "document sent" 1 time

  Scenario: One new invoice for a known customer costs two calls to Xero, for a new one four
    Given Hubflo issues the invoice "Website" to "Jane Smith"
    And Hubflo has these contacts:
      | name      | email             |
      | Ben Brown | ben@brown.example |
    And every call is counted from now on
    When Hubflo issues the invoice "Support" to "Jane Smith"
    Then Xero was called at most 2 times
    When Hubflo issues the invoice "Hosting" to "Ben Brown"
    Then Xero was called at most 6 times
    And Xero has 3 invoices

  Scenario: As a draft, if that is wanted
    Given these settings:
      | setting         | value |
      | document-status | draft |
    When Hubflo issues the invoice "Website" to "Jane Smith"
    Then these invoices are in Xero:
      | invoice | status |
      | Website | draft  |
    And the invoices stand so:
      | invoice | stands |
      | Website | linked |

  Scenario: Lines keep their order, their discounts and their words
    When Hubflo issues the invoice "Website" to "Jane Smith" with these lines:
      | line     | description  | quantity | price  | discount | rate | role    |
      | Phase 1  |              |          |        |          | 0    | section |
      | Design   | Two drafts   | 1.5      | 80.00  |          | 20   |         |
      | Printing |              | 100      | 0.125  | 10       | 20   |         |
      | Brochure |              | 3        | 9.99   |          | 5    |         |
    Then in Xero the invoice "Website" has these lines:
      | description         | quantity | price | discount | amount | tax   | tax type |
      | Design / Two drafts | 1.5      | 80    |          | 120.00 | 24.00 | OUTPUT2  |
      | Printing            | 100      | 0.125 | 10       | 11.25  | 2.25  | OUTPUT2  |
      | Brochure            | 3        | 9.99  |          | 29.97  | 1.50  | RROUTPUT |
    And every tax and total in Xero is Hubflo's, to the cent

  Scenario: Rows of subtotals carry no money
    When Hubflo issues the invoice "Website" to "Jane Smith" with these lines:
      | line     | quantity | price  | kind     |
      | Design   | 2        | 450.00 |          |
      | So far   |          | 0      | subtotal |
      | Printing | 1        | 50.00  |          |
    Then in Xero the invoice "Website" has these lines:
      | description | amount |
      | Design      | 900.00 |
      | Printing    | 50.00  |
    And every tax and total in Xero is Hubflo's, to the cent

  Scenario: Deposits and discounts have accounts of their own
    Given these settings:
      | setting          | value |
      | deposit-account  | 825   |
      | discount-account | 210   |
    When Hubflo issues the invoice "Website" to "Jane Smith" with these lines:
      | line          | quantity | price  | rate | kind     |
      | Design        | 2        | 450.00 | 20   |          |
      | Old customer  | 1        | 90.00  | 20   | discount |
      | Advance, June | 1        | 100.00 | 20   | deposit  |
    Then in Xero the invoice "Website" has these lines:
      | description   | price | amount | account |
      | Design        | 450   | 900.00 | 200     |
      | Old customer  | -90   | -90.00 | 210     |
      | Advance, June | 100   | 100.00 | 825     |
    And every tax and total in Xero is Hubflo's, to the cent

  Scenario: The client's own purchase order is the reference
    When Hubflo issues these invoices at once:
      | invoice | to         | purchase order | days |
      | Website | Jane Smith | PO 4711        | 14   |
    Then these invoices are in Xero:
      | invoice | reference | due        |
      | Website | PO 4711   | 2026-03-16 |

  Scenario: A draft is nothing yet, and goes once it is issued
    Given Hubflo has the draft "Website" for "Jane Smith"
    Then no invoice is in Xero
    And the invoices stand so:
      | invoice |
    When in Hubflo the invoice "Website" is issued
    Then these invoices are in Xero:
      | invoice |
      | Website |

  Scenario: A day that somebody set is the day
    When Hubflo issues these invoices at once:
      | invoice | to         | dated                     |
      | Website | Jane Smith | 2026-03-15T00:00:00+00:00 |
    Then these invoices are in Xero:
      | invoice | date       | due        |
      | Website | 2026-03-15 | 2026-04-14 |

  Scenario: What is older than the start date is left out, listed, and released by one command
    When Hubflo issues these invoices at once:
      | invoice | to         | dated                     |
      | Old     | Jane Smith | 2026-03-01T12:00:00+00:00 |
      | New     | Jane Smith | 2026-03-02T12:00:00+00:00 |
    Then the invoices stand so:
      | invoice | stands  | because      |
      | Old     | skipped | before start |
      | New     | linked  |              |
    And nothing needs me
    When I release the invoice "Old", because "it was forgotten"
    Then these invoices are in Xero:
      | invoice | date       |
      | Old     | 2026-03-01 |
      | New     | 2026-03-02 |

  Scenario: A start date that moves back takes up what is not older than it any more
    Given Hubflo issues these invoices at once:
      | invoice | to         | dated                     |
      | Old     | Jane Smith | 2026-03-01T12:00:00+00:00 |
    When I choose these settings:
      | setting    | value      |
      | start-date | 2026-03-01 |
    Then the invoices stand so:
      | invoice | stands |
      | Old     | linked |

  Scenario: A backlog goes in batches
    Given Hubflo has issued 60 invoices to "Jane Smith", and nobody looked yet
    And every call is counted from now on
    When 5 minutes pass
    Then Xero has 60 invoices
    And every tax and total in Xero is Hubflo's, to the cent
    And Xero was called at most 20 times
    And nothing is in work

  Scenario: Nothing to pay is created all the same
    When Hubflo issues the invoice "Website" to "Jane Smith" with these lines:
      | line | price | rate |
      | Gift | 0     | 20   |
    Then these invoices are in Xero:
      | invoice | total |
      | Website | 0.00  |

  Scenario: Less than nothing is held
    When Hubflo issues the invoice "Website" to "Jane Smith"
    And in Hubflo the invoice "Website" is credited
    Then these questions need me:
      | question    | held |
      | credit note | 1    |
    And Xero has 1 invoice

  Scenario Outline: Whom the import leaves out can be billed
    Given Hubflo has the contact with the first name "<first>", the last name "<last>" and the email "<email>"
    When Hubflo issues the invoice "Website" to them
    Then these invoices are in Xero:
      | invoice | billed to |
      | Website | <name>    |

    Examples:
      | first | last  | email             | name      |
      | Carla |       | carla@c.example   | Carla     |
      | Carla | Jones |                   | Carla Jones |

  Scenario: One that cannot go never delays the others
    Given Hubflo has the contact with the first name "", the last name "" and the email "no@name.example"
    And Hubflo has issued these invoices, and nobody looked yet:
      | invoice   | to              | rate | net    |
      | Good 1    | Jane Smith      | 20   | 100.00 |
      | Nameless  | no@name.example | 20   | 100.00 |
      | No rate   | Jane Smith      | 7    | 100.00 |
      | Unclear   | Jane Smith      | 0    | 100.00 |
      | Strange   | Jane Smith      | 20   | 100.00 |
      | Garbled   | Jane Smith      | 20   | 100.00 |
      | Orphan    |                 | 20   | 100.00 |
      | Good 2    | Jane Smith      | 5    | 100.00 |
    And in Hubflo the status of the invoice "Strange" becomes "partly paid"
    And in Hubflo the invoice "Garbled" tells no currency, and nobody looked yet
    When Hubflo tells of the invoice "Strange" 1 time at once
    And 2 minutes pass
    Then these invoices are in Xero:
      | invoice |
      | Good 1  |
      | Good 2  |
    And the invoices stand so:
      | invoice  | stands | because              |
      | Good 1   | linked |                      |
      | Good 2   | linked |                      |
      | Nameless | held   | contact name missing |
      | No rate  | held   | tax rate missing     |
      | Unclear  | held   | tax choice needed    |
      | Strange  | held   | status unknown       |
      | Garbled  | held   | invoice unreadable   |
      | Orphan   | held   | recipient missing    |

  Scenario: One that Xero refuses is held in its own words, and the others of its batch are written
    Given Hubflo has these contacts:
      | name      | email             |
      | Ben Brown | ben@brown.example |
    And Hubflo issues the invoice "Before" to "Ben Brown"
    And Hubflo issues the invoice "Another" to "Jane Smith"
    And in Xero "Ben Brown" is archived
    When Hubflo issues these invoices at once:
      | invoice | to         |
      | Good 1  | Jane Smith |
      | Refused | Ben Brown  |
      | Good 2  | Jane Smith |
    Then these invoices are in Xero:
      | invoice |
      | Before  |
      | Another |
      | Good 1  |
      | Good 2  |
    And these questions need me:
      | question       | held |
      | ledger refused | 1    |
    And the question says of its said: "not active"

  Scenario: A batch that is refused as a whole is halved, until the one that spoils it is alone
    Given Xero refuses whatever speaks of "Poison" as a whole
    When Hubflo issues these invoices at once:
      | invoice | to         |
      | One     | Jane Smith |
      | Two     | Jane Smith |
      | Poison  | Jane Smith |
      | Four    | Jane Smith |
      | Five    | Jane Smith |
    And 2 minutes pass
    Then these invoices are in Xero:
      | invoice |
      | One     |
      | Two     |
      | Four    |
      | Five    |
    And these questions need me:
      | question       | held |
      | ledger refused | 1    |
    And the question says of its said: "could not be read"
    When Xero refuses nothing any more
    And I retry the invoice "Poison"
    Then Xero has 5 invoices
    And nothing needs me
