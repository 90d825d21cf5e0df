Feature: Evidence comes in pairs
  Whether a Xero contact is somebody whom Hubflo has already is decided by two things that agree.
  Where they do not, nobody guesses: a person is asked.

  Scenario Outline: The email and the person's name agree
    Given Xero has these contacts:
      | name   | person | email   |
      | <name> | <name> | <email> |
    And Hubflo has these contacts:
      | name    | email         |
      | <there> | <email there> |
    When Hubflo and Xero are connected
    Then the contacts stand so:
      | contact | stands | because        | in Hubflo |
      | <name>  | linked | email and name | <there>   |
    And Hubflo has 1 contact

    Examples:
      | name          | email              | there         | email there        |
      | Jane Smith    | jane@smith.example | Jane Smith    | jane@smith.example |
      | Jane Smith    | Jane@Smith.example | JANE SMITH    | jane@smith.example |
      | Zoë Müller    | zoe@m.example      | Zoe Muller    | zoe@m.example      |
      | Mary Ann Hart | mary@hart.example  | Mary-Ann Hart | mary@hart.example  |

  Scenario Outline: The email and the company's name agree
    Given Xero has these contacts:
      | name   | person      | email            |
      | <name> | Robert Finch | bob@acme.example |
    And Hubflo has these companies:
      | name    |
      | <there> |
    And Hubflo has these contacts:
      | name     | email            | company |
      | Bob Hill | bob@acme.example | <there> |
    When Hubflo and Xero are connected
    Then the contacts stand so:
      | contact | stands | because           | in Hubflo |
      | <name>  | linked | email and company | Bob Hill  |

    Examples: legal forms are folded away
      | name              | there                 |
      | Acme Ltd          | ACME LIMITED          |
      | Dupont SARL       | Dupont                |
      | Dupont SAS        | dupont                |
      | Brandt GmbH       | Brandt                |
      | Outback Pty       | Outback Pty Ltd       |
      | Acme Inc          | Acme Inc.             |

  Scenario Outline: A VAT or company number is as good as a name
    Given Xero has these contacts:
      | name      | person    | email   | VAT number | company number |
      | Peak Ales | Nia Bowen | <email> | <vat>      | <number>       |
    And Hubflo has these companies:
      | name      | VAT number  | company number |
      | PDB Group | <vat there> | <number there> |
    And Hubflo has these contacts:
      | name    | email           | company   |
      | <there> | nia@pdb.example | PDB Group |
    When Hubflo and Xero are connected
    Then the contacts stand so:
      | contact   | stands | because   | in Hubflo |
      | Peak Ales | linked | <because> | <there>   |

    Examples:
      | email            | vat         | number   | vat there      | number there | there     | because          |
      | nia@pdb.example  | GB123456789 |          | GB 123 4567 89 |              | Ed Gunn   | email and number |
      | nia@pdb.example  |             | 07654321 |                | 0765 4321    | Ed Gunn   | email and number |
      | nia@peak.example | GB123456789 |          | GB 123 4567 89 |              | Nia Bowen | name and number  |
      | nia@peak.example |             | 07654321 |                | 0765 4321    | Nia Bowen | name and number  |

  Scenario: Several have the email, and exactly one of them has the name
    Given Xero has the customer "Lena Kestrel" with the email "office@kestrel.example"
    And Hubflo has these contacts:
      | name         | email                  |
      | Lena Kestrel | office@kestrel.example |
      | Mark Dunn    | office@kestrel.example |
    When Hubflo and Xero are connected
    Then the contacts stand so:
      | contact      | stands | because        | in Hubflo    |
      | Lena Kestrel | linked | email and name | Lena Kestrel |

  Scenario: The name alone is enough where there is no email to contradict it
    Given Xero has the customer "Priya Raman" with the email "priya@raman.example"
    And Hubflo has these contacts:
      | name        | email |
      | Priya Raman |       |
    When Hubflo and Xero are connected
    Then the contacts stand so:
      | contact     | stands | because    | in Hubflo   |
      | Priya Raman | linked | name alone | Priya Raman |
    And Hubflo has these contacts:
      | name        | email               |
      | Priya Raman | priya@raman.example |

  Scenario: The name and the email of another person of the same Xero contact agree
    Given Xero has these contacts:
      | name     | person     | email             | other people    |
      | Acme Ltd | Jane Smith | jane@acme.example | jane@me.example |
    And Hubflo has these contacts:
      | name       | email           |
      | Jane Smith | jane@me.example |
    When Hubflo and Xero are connected
    Then the contacts stand so:
      | contact  | stands | because              | in Hubflo  |
      | Acme Ltd | linked | name and other email | Jane Smith |
    And Hubflo has these contacts:
      | name       | email           |
      | Jane Smith | jane@me.example |

  Scenario: An email with a part of the name agrees
    Given Xero has the customer "Jane Smith" with the email "jane@smith.example"
    And Hubflo has these contacts:
      | name        | email              |
      | Janey Smith | jane@smith.example |
    When Hubflo and Xero are connected
    Then the contacts stand so:
      | contact    | stands | because                | in Hubflo   |
      | Jane Smith | linked | email and part of name | Janey Smith |

  Scenario: An email alone, with a name that shares no word, is a question
    Given Xero has the customer "Helen Marsh" with the email "accounts@agency.example"
    And Hubflo has these contacts:
      | name        | email                   |
      | Gareth Pugh | accounts@agency.example |
    When Hubflo and Xero are connected
    Then the contacts stand so:
      | contact     | stands    | because          |
      | Helen Marsh | needs you | email other name |
    And nothing was written

  Scenario: A name alone, with another email, is a question
    Given Xero has the customer "Daniel Okafor" with the email "daniel@okafor.example"
    And Hubflo has these contacts:
      | name          | email              |
      | Daniel Okafor | dan@other.example  |
    When Hubflo and Xero are connected
    Then the contacts stand so:
      | contact       | stands    | because          |
      | Daniel Okafor | needs you | name other email |
    And nothing was written

  Scenario: Several that fit equally well are a question
    Given Xero has the customer "Yusuf Demir" with the email "yusuf@demir.example"
    And Hubflo has these contacts:
      | name        | email               |
      | Yusuf Demir | yusuf@demir.example |
      | Yusuf Demir | YUSUF@demir.example |
    When Hubflo and Xero are connected
    Then the contacts stand so:
      | contact     | stands    | because          |
      | Yusuf Demir | needs you | person ambiguous |
    And nothing was written

  Scenario: One email on several customers is one question
    Given Xero has these contacts:
      | name             | person        | email                |
      | Orchard Lets     | Paula Orchard | info@orchard.example |
      | Orchard Holdings | Paula Orchard | info@orchard.example |
      | Orchard Gardens  | Dean Orchard  | INFO@orchard.example |
    When Hubflo and Xero are connected
    Then these questions need me:
      | question         | held | count |
      | email on several | 3    | 3     |
    And nothing was written

  Scenario: A contact who is left out anyway does not make an email a question
    Given Xero has these contacts:
      | name        | person     | email              | customer |
      | Jane Smith  | Jane Smith | jane@smith.example | yes      |
      | Smith Paper | Jane Smith | jane@smith.example | no       |
    When Hubflo and Xero are connected
    Then the contacts stand so:
      | contact     | stands   | because        |
      | Jane Smith  | created  | created by us  |
      | Smith Paper | left out | not a customer |

  Scenario: Nobody like them means a new contact
    Given Xero has the customer "Jane Smith" with the email "jane@smith.example"
    And Hubflo has these contacts:
      | name      | email             |
      | Ben Brown | ben@brown.example |
    When Hubflo and Xero are connected
    Then the contacts stand so:
      | contact    | stands  | because       | in Hubflo  |
      | Jane Smith | created | created by us | Jane Smith |
    And Hubflo has 2 contacts
