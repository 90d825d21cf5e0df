Feature: Importing
  Every contact is accounted for, nothing is done twice, and Xero is asked little.

  Scenario: Every contact seen is somewhere, and none is left in work
    Given a firm's books, with every case in them
    When its Hubflo and Xero are connected
    Then every contact stands where the books say it should
    And seen is the sum of all, with none in work

  Scenario: Nothing is written in Xero
    Given a firm's books, with every case in them
    When its Hubflo and Xero are connected
    Then nothing in Xero has changed

  Scenario: An import with nothing changed writes nothing and asks Xero twice at most
    Given a firm's books, with every case in them
    And its Hubflo and Xero are connected
    When I ask for an import
    Then nothing was written
    And Xero was called at most 2 times
    And none stands as created, linked or updated

  Scenario: A full import with nothing changed writes nothing either
    Given a firm's books, with every case in them
    And its Hubflo and Xero are connected
    When I ask for a full import
    Then nothing was written
    And Xero was called at most 4 times
    And none stands as created, linked or updated

  Scenario: A full scan takes a call for each thousand contacts, and three at most besides
    Given a crowd of 2500 contacts in Xero
    When its Hubflo and Xero are connected in preview
    Then Xero was called at most 6 times

  Scenario: What comes over, field by field
    Given Xero has these contacts:
      | name     | person     | email             | phone         | street        | city  | region         | postcode | country        |
      | Acme Ltd | Jane Smith | jane@acme.example | 0113 496 0001 | 1 High Street | Leeds | West Yorkshire | LS1 4DY  | United Kingdom |
    When Hubflo and Xero are connected
    Then Hubflo has these contacts:
      | name       | company  | email             | phone         | street        | city  | region         | postcode | country        | type   |
      | Jane Smith | Acme Ltd | jane@acme.example | 0113 496 0001 | 1 High Street | Leeds | West Yorkshire | LS1 4DY  | United Kingdom | client |

  Scenario: Linking fills what is empty and changes nothing else
    Given Xero has these contacts:
      | name       | person     | email              | phone         | street        | city  |
      | Jane Smith | Jane Smith | jane@smith.example | 0113 496 0001 | 1 High Street | Leeds |
      | Ben Brown  | Ben Brown  | ben@brown.example  | 0113 496 0002 | 2 High Street | Leeds |
    And Hubflo has these contacts:
      | name       | email              | phone | street | city  | type    |
      | Jane Smith | jane@smith.example |       |        |       | partner |
      | ben brown  | BEN@brown.example  | 0800  |        |       | partner |
    When Hubflo and Xero are connected
    Then Hubflo has these contacts:
      | name       | email              | phone         | street        | city  | type    |
      | Jane Smith | jane@smith.example | 0113 496 0001 | 1 High Street | Leeds | partner |
      | ben brown  | BEN@brown.example  | 0800          | 2 High Street | Leeds | partner |

  Scenario: An address is filled only where there is none at all
    Given Xero has these contacts:
      | name       | person     | email              | street        | city  |
      | Jane Smith | Jane Smith | jane@smith.example | 1 High Street | Leeds |
    And Hubflo has these contacts:
      | name       | email              | street | city  |
      | Jane Smith | jane@smith.example |        | Truro |
    When Hubflo and Xero are connected
    Then Hubflo has these contacts:
      | name       | street | city  |
      | Jane Smith |        | Truro |

  Scenario: A linked person who lacks nothing is not written to
    Given Xero has the customer "Jane Smith" with the email "jane@smith.example"
    And Hubflo has these contacts:
      | name       | email              |
      | Jane Smith | jane@smith.example |
    When Hubflo and Xero are connected
    Then the contacts stand so:
      | contact    | stands |
      | Jane Smith | linked |
    And nothing was written

  Scenario: The person link is recorded, and the customer link of the party that is billed
    Given Xero has these contacts:
      | name       | person     | email              |
      | Jane Smith | Jane Smith | jane@smith.example |
      | Acme Ltd   | Ben Brown  | ben@acme.example   |
    When Hubflo and Xero are connected
    Then the contacts stand so:
      | contact    | in Hubflo  | link   | billed as |
      | Jane Smith | Jane Smith | active | person    |
      | Acme Ltd   | Ben Brown  | active | company   |

  Scenario: A second customer of the same company is no second customer link
    Given Xero has these contacts:
      | name         | person     | email             |
      | Acme Ltd     | Jane Smith | jane@acme.example |
    And Hubflo and Xero are connected
    And Xero has these contacts:
      | name         | person     | email             |
      | ACME Limited | Ben Brown  | ben@acme.example  |
    When 1 hour passes
    Then the contacts stand so:
      | contact      | in Hubflo  | link   | billed as |
      | Acme Ltd     | Jane Smith | active | company   |
      | ACME Limited | Ben Brown  | active |           |

  Scenario: Several customers may be one person
    Given Xero has these contacts:
      | name         | person     | email              |
      | Jane Smith   | Jane Smith | jane@smith.example |
      | Smith Garden | Jane Smith | jane@green.example |
    And Hubflo has these contacts:
      | name       | email              |
      | Jane Smith | jane@smith.example |
    And Hubflo and Xero are connected
    When I answer for "Smith Garden": link "jane@smith.example"
    Then the contacts stand so:
      | contact      | in Hubflo  | link   |
      | Jane Smith   | Jane Smith | active |
      | Smith Garden | Jane Smith | active |
    And Hubflo has 1 contact

  Scenario: A new customer comes over within the hour
    Given Hubflo and Xero are connected
    When Xero has the customer "Jane Smith" with the email "jane@smith.example"
    And 1 hour passes
    Then Hubflo has these contacts:
      | name       | email              |
      | Jane Smith | jane@smith.example |

  Scenario: Somebody who came into Hubflo meanwhile is linked, not made again
    Given Hubflo and Xero are connected
    When Hubflo has these contacts:
      | name       | email              |
      | Jane Smith | jane@smith.example |
    And Xero has the customer "Jane Smith" with the email "jane@smith.example"
    And 1 hour passes
    Then the contacts stand so:
      | contact    | because        | in Hubflo  |
      | Jane Smith | email and name | Jane Smith |
    And Hubflo has 1 contact

  Scenario: An import that was stopped in the middle goes on where it was
    Given a firm's books, with every case in them
    And its Hubflo is that of the firm
    When its Hubflo and Xero are connected, and the process ends after 20 steps
    And another process goes on
    Then every contact stands where the books say it should
    And nobody is in Hubflo twice
