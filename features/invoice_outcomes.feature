Feature: Invoices with an unknown outcome
  When an answer is lost, nobody knows whether a write was done. It is looked for, shown as waiting, and
  settled by what is found: one invoice, one contact, one link, whatever Xero remembers of its answers.

  Background:
    Given Hubflo and Xero are connected, and invoices go over from today
    And Hubflo has these contacts:
      | name       | email              |
      | Jane Smith | jane@smith.example |

  Scenario Outline: Whatever happens to a write, there is one invoice, one contact and one link
    Given Xero forgets what it answered after <memory> seconds
    And the next <what> <happens>
    When Hubflo issues the invoice "Website" to "Jane Smith"
    And 25 minutes pass
    Then these invoices are in Xero:
      | invoice | billed to  | status            | linked |
      | Website | Jane Smith | awaiting approval | True   |
    And Xero has 1 invoice
    And Xero has 1 contact
    And the invoices stand so:
      | invoice | stands |
      | Website | linked |
    And nothing needs me

    Examples: what is lost, late or garbled
      | memory | what            | happens                                         |
      | 0      | invoice in Xero | gets lost before it arrives                     |
      | 360    | invoice in Xero | gets lost before it arrives, and nobody says so |
      | 86400  | invoice in Xero | gets lost before it arrives                     |
      | 0      | invoice in Xero | is done, and the answer gets lost               |
      | 360    | invoice in Xero | is done, and the answer gets lost               |
      | 86400  | invoice in Xero | is done, and the answer gets lost               |
      | 0      | invoice in Xero | is done 3 minutes late                          |
      | 86400  | invoice in Xero | is done 13 minutes late                         |
      | 360    | invoice in Xero | is answered by an error                         |
      | 86400  | invoice in Xero | is answered by an error                         |
      | 0      | invoice in Xero | is done, and answered by an error               |
      | 86400  | invoice in Xero | is done, and answered by an error               |
      | 360    | invoice in Xero | is answered by a web page                       |
      | 0      | invoice in Xero | is done, and answered by a web page             |
      | 0      | invoice in Xero | is done, and half the answer comes              |
      | 86400  | invoice in Xero | is done, and half the answer comes              |
      | 360    | contact in Xero | gets lost before it arrives                     |
      | 0      | contact in Xero | is done, and the answer gets lost               |
      | 86400  | contact in Xero | is done, and the answer gets lost               |
      | 360    | contact in Xero | is done 3 minutes late                          |
      | 86400  | contact in Xero | is answered by an error                         |
      | 0      | contact in Xero | is done, and answered by an error               |
      | 0      | contact in Xero | is done, and answered by a web page             |
      | 360    | contact in Xero | is done, and half the answer comes              |
      | 360    | link in Hubflo  | gets lost before it arrives                     |
      | 360    | link in Hubflo  | is done, and the answer gets lost               |
      | 360    | link in Hubflo  | is done 3 minutes late                          |
      | 360    | link in Hubflo  | is answered by an error                         |
      | 360    | link in Hubflo  | is done, and answered by a web page             |
      | 360    | link in Hubflo  | is done, and half the answer comes              |

    Examples: what surely did nothing
      | memory | what            | happens                                     |
      | 360    | invoice in Xero | meets no connection                         |
      | 360    | invoice in Xero | is refused, as the service is not available |
      | 360    | invoice in Xero | meets the limit of the minute               |
      | 360    | invoice in Xero | meets the limit of calls at once            |
      | 360    | invoice in Xero | comes with a token that has ended           |
      | 360    | contact in Xero | meets no connection                         |
      | 360    | contact in Xero | meets the limit of the minute               |
      | 360    | contact in Xero | comes with a token that has ended           |
      | 360    | link in Hubflo  | meets no connection                         |
      | 360    | link in Hubflo  | meets the limit                             |

  Scenario Outline: The limit of the day is waited for, and then it goes
    Given the next <what> meets the limit of the day
    When Hubflo issues the invoice "Website" to "Jane Smith"
    And 5 minutes pass
    Then nothing needs me
    When nothing runs for 2 days
    And 10 minutes pass
    Then Xero has 1 invoice
    And the invoices stand so:
      | invoice | stands |
      | Website | linked |

    Examples:
      | what            |
      | contact in Xero |

  Scenario: While Xero's memory is out of order nothing is written, and later it is one
    Given Xero's memory of its answers is out of order
    When Hubflo issues the invoice "Website" to "Jane Smith"
    And 45 minutes pass
    Then Xero has 0 invoices
    And nothing needs me
    When Xero's memory of its answers works again
    And 30 minutes pass
    Then Xero has 1 invoice
    And Xero has 1 contact
    And the invoices stand so:
      | invoice | stands |
      | Website | linked |

  Scenario: While nobody knows it is waited with, and needs nobody
    Given the next invoice in Xero is done 3 minutes late
    When Hubflo has issued these invoices, and nobody looked yet:
      | invoice | to         |
      | Website | Jane Smith |
    And "Website" is sent, and nobody looked for it yet
    Then the invoices stand so:
      | invoice | stands  |
      | Website | unknown |
    And the invoice "Website" is waited with
    And 1 write has an unknown outcome
    And nothing needs me

  Scenario: A number whose answer was lost is set once
    Given Hubflo issues the invoice "Website" to "Jane Smith"
    And the next number in Xero is done, and the answer gets lost
    When I give the invoice "Website" the number "2026-031"
    And 15 minutes pass
    Then these invoices are in Xero:
      | invoice | number   |
      | Website | 2026-031 |
    And the story of the invoice "Website" says "number set" 1 time

  Scenario: One of a batch is lost with it, and all are found
    Given the next invoice in Xero is done, and the answer gets lost
    When Hubflo issues these invoices at once:
      | invoice | to         |
      | Website | Jane Smith |
      | Support | Jane Smith |
      | Hosting | Jane Smith |
    And 15 minutes pass
    Then Xero has 3 invoices
    And the invoices stand so:
      | invoice | stands |
      | Website | linked |
      | Support | linked |
      | Hosting | linked |
