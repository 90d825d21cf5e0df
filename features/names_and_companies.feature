Feature: Names and companies
  A Xero contact whose name is its person's stands for that person; any other name is a company's.

  Scenario Outline: A contact called like its person is a person without a company
    Given Xero has these contacts:
      | name   | person     | email              |
      | <name> | <person>   | jane@smith.example |
    When Hubflo and Xero are connected
    Then Hubflo has these contacts:
      | name     | company |
      | <person> |         |
    And Hubflo has no companies

    Examples:
      | name            | person          |
      | Jane Smith      | Jane Smith      |
      | JANE SMITH      | Jane Smith      |
      | Zoe Muller      | Zoë Müller      |
      | Siobhan O'Shea  | Siobhán O’Shea  |

  Scenario: A contact with another name is a person with that company
    Given Xero has these contacts:
      | name     | person     | email             |
      | Acme Ltd | Jane Smith | jane@acme.example |
    When Hubflo and Xero are connected
    Then Hubflo has these contacts:
      | name       | company  |
      | Jane Smith | Acme Ltd |
    And Hubflo has these companies:
      | name     |
      | Acme Ltd |

  Scenario: A new company gets the VAT number and the address that Xero has
    Given Xero has these contacts:
      | name     | person     | email             | VAT number  | street        | city  | postcode |
      | Acme Ltd | Jane Smith | jane@acme.example | GB123456789 | 1 High Street | Leeds | LS1 4DY  |
    When Hubflo and Xero are connected
    Then Hubflo has these companies:
      | name     | VAT number  | street        | city  | postcode |
      | Acme Ltd | GB123456789 | 1 High Street | Leeds | LS1 4DY  |

  Scenario Outline: A company that Hubflo has is used, however it is spelled there
    Given Xero has these contacts:
      | name   | person     | email             |
      | <name> | Jane Smith | jane@acme.example |
    And Hubflo has these companies:
      | name    |
      | <there> |
    When Hubflo and Xero are connected
    Then Hubflo has these contacts:
      | name       | company |
      | Jane Smith | <there> |
    And Hubflo has these companies:
      | name    |
      | <there> |

    Examples:
      | name                 | there             |
      | Acme Ltd             | Acme Ltd          |
      | Acme Ltd             | ACME LIMITED      |
      | Acme                 | Acme Ltd          |
      | Café Élan SARL       | Cafe Elan         |
      | Acme (UK) Ltd        | Acme UK           |
      | Brandt GmbH          | brandt            |
      | The "Old Forge" Ltd  | The Old Forge     |

  Scenario Outline: A company is recognised by its number, whatever it is called
    Given Xero has these contacts:
      | name      | person    | email             | VAT number | company number |
      | Peak Ales | Nia Bowen | nia@peak.example  | <vat>      | <number>       |
    And Hubflo has these companies:
      | name      | VAT number  | company number |
      | PDB Group | <vat there> | <number there> |
    When Hubflo and Xero are connected
    Then Hubflo has these contacts:
      | name      | company   |
      | Nia Bowen | PDB Group |
    And Hubflo has these companies:
      | name      |
      | PDB Group |

    Examples:
      | vat         | number   | vat there      | number there |
      | GB123456789 |          | GB 123 4567 89 |              |
      |             | 07654321 |                | 07654321     |

  Scenario: A company of the same name with another VAT number is a question
    Given Xero has these contacts:
      | name     | person     | email             | VAT number  |
      | Acme Ltd | Jane Smith | jane@acme.example | GB123456789 |
    And Hubflo has these companies:
      | name     | VAT number  |
      | Acme Ltd | GB987654321 |
    When Hubflo and Xero are connected
    Then the contacts stand so:
      | contact  | stands    | because                |
      | Acme Ltd | needs you | company number differs |
    And nothing was written

  Scenario: Two customers of one new company share it
    Given Xero has these contacts:
      | name         | person     | email             |
      | Acme Ltd     | Jane Smith | jane@acme.example |
      | ACME Limited | Ben Brown  | ben@acme.example  |
    When Hubflo and Xero are connected
    Then Hubflo has 1 company
    And Hubflo has 2 contacts, all of that company

  Scenario: Of several companies that fit, the one spelled the same is meant
    Given Xero has these contacts:
      | name     | person     | email             |
      | Acme Ltd | Jane Smith | jane@acme.example |
    And Hubflo has these companies:
      | name     |
      | ACME     |
      | Acme Ltd |
    When Hubflo and Xero are connected
    Then Hubflo has these contacts:
      | name       | company  |
      | Jane Smith | Acme Ltd |

  Scenario: Only the primary person of a contact comes over
    Given Xero has these contacts:
      | name     | person     | email             | other people                       |
      | Acme Ltd | Jane Smith | jane@acme.example | ben@acme.example, ann@acme.example |
    When Hubflo and Xero are connected
    Then Hubflo has these contacts:
      | name       | email             |
      | Jane Smith | jane@acme.example |

  Scenario Outline: Names are cleaned of what the other side refuses, and of nothing else
    Given Xero has these contacts:
      | name        | person   | email              |
      | <company>   | <person> | jane@smith.example |
    When Hubflo and Xero are connected
    Then Hubflo has these contacts:
      | name          | company      |
      | <person then> | <then>       |

    Examples:
      | company                 | person            | then                  | person then |
      | Loom <> Thread          | Jane Smith        | Loom Thread           | Jane Smith  |
      | Loom  &  Thread         | Jane Smith        | Loom & Thread         | Jane Smith  |
      | =SUM(A1:A9) Ltd         | Jane Smith        | =SUM(A1:A9) Ltd       | Jane Smith  |
      | The "Old Forge" Studio  | Jane Smith        | The "Old Forge" Studio | Jane Smith |
      | Acme Ltd                | Jane <b>Smith</b> | Acme Ltd              | Jane b Smith /b |

  Scenario: A name that is too long is cut
    Given Xero has a customer whose name is 300 letters long
    When Hubflo and Xero are connected
    Then the only company in Hubflo has a name of 254 letters

  Scenario: Somebody whom Hubflo has without a company gets the one that Xero names
    Given Xero has these contacts:
      | name     | person     | email             |
      | Acme Ltd | Jane Smith | jane@acme.example |
    And Hubflo has these contacts:
      | name       | email             |
      | Jane Smith | jane@acme.example |
    When Hubflo and Xero are connected
    Then Hubflo has these contacts:
      | name       | company  |
      | Jane Smith | Acme Ltd |

  Scenario: Somebody who has a company in Hubflo keeps it
    Given Xero has these contacts:
      | name     | person     | email             |
      | Acme Ltd | Jane Smith | jane@acme.example |
    And Hubflo has these companies:
      | name         |
      | Smith & Sons |
    And Hubflo has these contacts:
      | name       | email             | company      |
      | Jane Smith | jane@acme.example | Smith & Sons |
    When Hubflo and Xero are connected
    Then Hubflo has these contacts:
      | name       | company      |
      | Jane Smith | Smith & Sons |
    And Hubflo has these companies:
      | name         |
      | Smith & Sons |
