Feature: Customers
  Every invoice is billed to one contact in Xero: the recipient's company if it has one, else the person.
  It is found by a link, by our mark or by two things that agree; else it is created. Nobody guesses.

  Background:
    Given Hubflo and Xero are connected, and invoices go over from today

  # --- Found ---

  Scenario Outline: The email agrees with the name of the person or of the company
    Given Xero has these contacts:
      | name   | person   | email   | customer |
      | <name> | <person> | <email> | no       |
    And Hubflo has these companies:
      | name     |
      | Acme Ltd |
    And Hubflo has these contacts:
      | name       | email             | company   |
      | Jane Smith | jane@acme.example | <company> |
    When Hubflo issues the invoice "Website" to "Jane Smith"
    Then these invoices are in Xero:
      | invoice | billed to | because   |
      | Website | <name>    | <because> |
    And Xero has 1 contact

    Examples:
      | company  | name         | person       | email             | because           |
      |          | Jane Smith   | Jane Smith   | JANE@acme.example | email and name    |
      |          | Smith Studio | Jané SMITH   | jane@acme.example | email and name    |
      | Acme Ltd | ACME Limited | Robert Finch | jane@acme.example | email and company |
      | Acme Ltd | Jane Smith   | Jane Smith   | jane@acme.example | email and name    |

  Scenario Outline: An equal VAT or company number is enough
    Given Xero has these contacts:
      | name      | person    | email              | VAT number | company number | customer |
      | Peak Ales | Nia Bowen | sales@peak.example | <vat>      | <number>       | no       |
    And Hubflo has these companies:
      | name      | VAT number     | company number |
      | PDB Group | GB 123 4567 89 | 0765 4321      |
    And Hubflo has these contacts:
      | name    | email          | company   |
      | Ed Gunn | ed@pdb.example | PDB Group |
    When Hubflo issues the invoice "Website" to "Ed Gunn"
    Then these invoices are in Xero:
      | invoice | billed to | because      |
      | Website | Peak Ales | number alone |

    Examples:
      | vat         | number   |
      | GB123456789 |          |
      |             | 07654321 |

  Scenario: Several have the email, and exactly one of them has the name
    Given Xero has these contacts:
      | name         | person       | email                  | customer |
      | Kestrel Lets | Mark Dunn    | office@kestrel.example | no       |
      | Lena Kestrel | Lena Kestrel | office@kestrel.example | no       |
    And Hubflo has these contacts:
      | name         | email                  |
      | Lena Kestrel | office@kestrel.example |
    When Hubflo issues the invoice "Website" to "Lena Kestrel"
    Then these invoices are in Xero:
      | invoice | billed to    | because        |
      | Website | Lena Kestrel | email and name |

  Scenario Outline: A name alone is enough if one email or both are missing
    Given Xero has these contacts:
      | name       | person     | email   | customer |
      | Jane Smith | Jane Smith | <email> | no       |
    And Hubflo has these contacts:
      | name       | email   |
      | Jane Smith | <there> |
    When Hubflo issues the invoice "Website" to "Jane Smith"
    Then these invoices are in Xero:
      | invoice | billed to  | because    |
      | Website | Jane Smith | name alone |

    Examples:
      | email              | there              |
      |                    | jane@smith.example |
      | jane@smith.example |                    |
      |                    |                    |

  Scenario: The email of another person at a Xero contact counts
    Given Xero has these contacts:
      | name     | person       | email            | other people                        | customer |
      | Acme Ltd | Robert Finch | bob@acme.example | ann@acme.example, jane@acme.example | no       |
    And Hubflo has these companies:
      | name |
      | Acme |
    And Hubflo has these contacts:
      | name       | email             | company |
      | Jane Smith | jane@acme.example | Acme    |
    When Hubflo issues the invoice "Website" to "Jane Smith"
    Then these invoices are in Xero:
      | invoice | billed to | because              |
      | Website | Acme Ltd  | name and other email |
    And in Xero the other people of "Acme Ltd" are "ann@acme.example, jane@acme.example"

  Scenario: A supplier that is the same company is used
    Given Xero has these contacts:
      | name     | person       | email             | customer | supplier |
      | Acme Ltd | Robert Finch | jane@acme.example | no       | yes      |
    And Hubflo has these companies:
      | name     |
      | Acme Ltd |
    And Hubflo has these contacts:
      | name       | email             | company  |
      | Jane Smith | jane@acme.example | Acme Ltd |
    When Hubflo issues the invoice "Website" to "Jane Smith"
    Then these invoices are in Xero:
      | invoice | billed to | because           |
      | Website | Acme Ltd  | email and company |

  Scenario: An imported customer is billed as the contact that it came from
    Given Xero has the customer "Jane Smith" with the email "jane@smith.example"
    And 1 hour passes
    When Hubflo issues the invoice "Website" to "Jane Smith"
    Then these invoices are in Xero:
      | invoice | billed to  |
      | Website | Jane Smith |
    And Xero has 1 contact

  Scenario: A link decides, whatever else fits later
    Given Xero has the customer "Jane Smith" with the email "jane@smith.example"
    And 1 hour passes
    And in Hubflo the email of "Jane Smith" becomes "office@kestrel.example"
    And Xero has these contacts:
      | name         | person     | email                  | customer |
      | Kestrel Lets | Jane Smith | office@kestrel.example | no       |
    When Hubflo issues the invoice "Website" to "Jane Smith"
    Then these invoices are in Xero:
      | invoice | billed to  |
      | Website | Jane Smith |

  Scenario: The second person of a company is billed as the same contact, which stays as it is
    Given Hubflo has these companies:
      | name     |
      | Acme Ltd |
    And Hubflo has these contacts:
      | name       | email             | company  |
      | Jane Smith | jane@acme.example | Acme Ltd |
      | Bob Hill   | bob@acme.example  | Acme Ltd |
    And Hubflo issues the invoice "Website" to "Jane Smith"
    When Hubflo issues the invoice "Support" to "Bob Hill"
    Then these invoices are in Xero:
      | invoice | billed to |
      | Website | Acme Ltd  |
      | Support | Acme Ltd  |
    And Xero has these contacts then:
      | name     | person     | email             |
      | Acme Ltd | Jane Smith | jane@acme.example |

  # --- Created ---

  Scenario: A company that Xero does not have
    Given Hubflo has these companies:
      | name     | VAT number  | street        | city  | postcode |
      | Acme Ltd | GB123456789 | 1 High Street | Leeds | LS1 4DY  |
    And Hubflo has these contacts:
      | name       | email             | company  | street      | city |
      | Jane Smith | jane@acme.example | Acme Ltd | 1 Mill Lane | York |
    When Hubflo issues the invoice "Website" to "Jane Smith"
    Then Xero has these contacts then:
      | name     | person     | email             | VAT number  | street        | city  | postcode |
      | Acme Ltd | Jane Smith | jane@acme.example | GB123456789 | 1 High Street | Leeds | LS1 4DY  |
    And "Acme Ltd" in Xero carries our mark of the company "Acme Ltd"
    And these invoices are in Xero:
      | invoice | billed to | because       |
      | Website | Acme Ltd  | created by us |

  Scenario Outline: A person that Xero does not have, with what there is of a name
    Given Hubflo has the contact with the first name "<first>", the last name "<last>" and the email "<email>"
    When Hubflo issues the invoice "Website" to them
    Then Xero has these contacts then:
      | name   | first name | last name | email   |
      | <name> | <first>    | <last>    | <email> |
    And "<name>" in Xero carries our mark of them

    Examples:
      | first | last  | email              | name       |
      | Jane  | Smith | jane@smith.example | Jane Smith |
      | Jane  | Smith |                    | Jane Smith |
      | Jane  |       | jane@smith.example | Jane       |
      |       | Smith | jane@smith.example | Smith      |

  Scenario Outline: Names are cleaned of what Xero refuses, and of nothing else
    Given Hubflo has these companies:
      | name   |
      | <name> |
    And Hubflo has these contacts:
      | name       | email             | company |
      | Jane Smith | jane@loom.example | <name>  |
    When Hubflo issues the invoice "Website" to "Jane Smith"
    Then these invoices are in Xero:
      | invoice | billed to |
      | Website | <then>    |

    Examples:
      | name                | then                |
      | Loom <> Thread      | Loom Thread         |
      | Loom  &  Thread     | Loom & Thread       |
      | The "Old Forge" Ltd | The "Old Forge" Ltd |

  Scenario: Two invoices at once for one new company make one contact
    Given Hubflo has these companies:
      | name     |
      | Acme Ltd |
    And Hubflo has these contacts:
      | name       | email             | company  |
      | Jane Smith | jane@acme.example | Acme Ltd |
      | Bob Hill   | bob@acme.example  | Acme Ltd |
    When Hubflo issues these invoices at once:
      | invoice | to         |
      | Website | Jane Smith |
      | Support | Bob Hill   |
    Then these invoices are in Xero:
      | invoice | billed to |
      | Website | Acme Ltd  |
      | Support | Acme Ltd  |
    And Xero has 1 contact

  Scenario: Two new customers of one name are two, and the second is asked about
    Given Hubflo has these contacts:
      | name       | email             |
      | Jane Smith | jane@one.example  |
      | Jane Smith | jane@two.example  |
    When Hubflo issues these invoices at once:
      | invoice | to               |
      | Website | jane@one.example |
      | Support | jane@two.example |
    Then Xero has 1 contact
    And these questions need me:
      | question           | held |
      | contact name taken | 1    |

  Scenario: The answer to the creation got lost, and the contact is there
    Given Hubflo has these contacts:
      | name       | email              |
      | Jane Smith | jane@smith.example |
    And the next contact in Xero is done, and the answer gets lost
    When Hubflo issues the invoice "Website" to "Jane Smith"
    And 15 minutes pass
    Then Xero has 1 contact
    And these invoices are in Xero:
      | invoice | billed to  | because       |
      | Website | Jane Smith | created by us |

  # --- Asked ---

  Scenario Outline: Nobody can say who it is, and a person does
    Given Xero has these contacts:
      | name   | person   | email   | customer |
      | <name> | <person> | <email> | no       |
    And Hubflo has these contacts:
      | name       | email              | city  |
      | Jane Smith | jane@smith.example | Leeds |
    When Hubflo issues the invoice "Website" to "Jane Smith"
    Then these questions need me:
      | question   | held |
      | <question> | 1    |
    And no invoice is in Xero
    When I answer for the customer "Jane Smith": <answer>
    Then nothing needs me
    And these invoices are in Xero:
      | invoice | billed to |
      | Website | <billed>  |

    Examples: the email with a name that shares no word
      | question          | name   | person      | email              | answer           | billed     |
      | contact ambiguous | Agency | Gareth Pugh | jane@smith.example | contact "Agency" | Agency     |
      | contact ambiguous | Agency | Gareth Pugh | jane@smith.example | new              | Jane Smith |

    Examples: the name with another email
      | question           | name       | person     | email              | answer                           | billed             |
      | contact name taken | Jane Smith | Jane Smith | jane@other.example | contact "Jane Smith"             | Jane Smith         |
      | contact name taken | JANE SMITH | Jane Smith | jane@other.example | new, called "Jane Smith (Leeds)" | Jane Smith (Leeds) |
      | contact ambiguous  | Globex     | Jane Smith | jane@other.example | new                              | Jane Smith         |

  Scenario: Two fit, and nobody chooses
    Given Xero has these contacts:
      | name       | person     | email                 | customer |
      | Acme Ltd   |            | accounts@acme.example | no       |
      | Jane Smith | Jane Smith | jane@acme.example     | no       |
    And Hubflo has these companies:
      | name     |
      | Acme Ltd |
    And Hubflo has these contacts:
      | name       | email             | company  |
      | Jane Smith | jane@acme.example | Acme Ltd |
    When Hubflo issues the invoice "Retainer" to "Jane Smith"
    Then these questions need me:
      | question          | held |
      | contact ambiguous | 1    |
    And the question names "Acme Ltd" and "Jane Smith"
    When I answer for the customer "Acme Ltd": contact "Acme Ltd"
    Then nothing needs me
    And these invoices are in Xero:
      | invoice  | billed to |
      | Retainer | Acme Ltd  |

  Scenario: One customer is one question, however many invoices wait
    Given a question "contact name taken" about the customer "Jane Smith"
    When Hubflo issues the invoice "Support" to "Jane Smith"
    Then these questions need me:
      | question           | held |
      | contact name taken | 2    |
    When I answer for the customer "Jane Smith": new, called "Jane Smith (Leeds)"
    Then these invoices are in Xero:
      | invoice | billed to          |
      | Website | Jane Smith (Leeds) |
      | Support | Jane Smith (Leeds) |
    And nothing needs me

  Scenario Outline: A change in Xero releases it within the hour
    Given a question "<question>" about the customer "Jane Smith"
    When in Xero the <field> of "<who>" becomes "<value>"
    And 1 hour passes
    Then nothing needs me
    And these invoices are in Xero:
      | invoice | billed to |
      | Website | <billed>  |

    Examples:
      | question           | who        | field | value              | billed     |
      | contact ambiguous  | Agency     | email | own@agency.example | Jane Smith |
      | contact name taken | Jane Smith | email | jane@smith.example | Jane Smith |

  Scenario: A name that is taken again is asked about again, with another proposed
    Given a question "contact name taken" about the customer "Jane Smith"
    When I answer for the customer "Jane Smith": new
    Then these questions need me:
      | question           | held |
      | contact name taken | 1    |
    And the question proposes "Jane Smith (Leeds)"

  Scenario: Whoever stands for one customer is not taken for another
    Given Xero has the customer "Jane Smith" with the email "jane@smith.example"
    And 1 hour passes
    And Hubflo has these contacts:
      | name       | email             |
      | Jane Smith | jane@york.example |
    When Hubflo issues the invoice "Website" to "jane@york.example"
    Then these questions need me:
      | question           | held |
      | contact name taken | 1    |
    And the question proposes "Jane Smith (york.example)"

  Scenario: The same name with another VAT number is another customer
    Given Xero has these contacts:
      | name     | person     | email             | VAT number  | customer |
      | Acme Ltd | Jane Smith | jane@acme.example | GB123456789 | no       |
    And Hubflo has these companies:
      | name     | VAT number  |
      | Acme Ltd | GB987654321 |
    And Hubflo has these contacts:
      | name       | email             | company  |
      | Jane Smith | jane@acme.example | Acme Ltd |
    When Hubflo issues the invoice "Website" to "Jane Smith"
    Then these questions need me:
      | question           | held |
      | contact name taken | 1    |
    And no invoice is in Xero

  Scenario: Somebody without any name
    Given Hubflo has the contact with the first name "", the last name "" and the email "info@anon.example"
    When Hubflo issues the invoice "Website" to them
    Then these questions need me:
      | question             | held |
      | contact name missing | 1    |
    And the question proposes "info@anon.example"
    When I answer for the customer "info@anon.example": new, called "Anon & Sons"
    Then these invoices are in Xero:
      | invoice | billed to   |
      | Website | Anon & Sons |

  Scenario: An invoice without a recipient
    Given Xero has the customer "Jane Smith" with the email "jane@smith.example"
    And 1 hour passes
    When Hubflo issues the invoice "Workshop" to nobody
    Then these questions need me:
      | question          | held |
      | recipient missing | 1    |
    When I answer for the invoice "Workshop": contact "Jane Smith"
    Then nothing needs me
    And these invoices are in Xero:
      | invoice  | billed to  |
      | Workshop | Jane Smith |

  Scenario: An invoice without a recipient that is cancelled is no question any more
    Given Hubflo issues the invoice "Workshop" to nobody
    When in Hubflo the invoice "Workshop" is cancelled
    Then nothing needs me
    And no invoice is in Xero

  # --- Archived and merged ---

  Scenario: A customer that was archived in Xero, and is restored
    Given Xero has the customer "Jane Smith" with the email "jane@smith.example"
    And 1 hour passes
    And in Xero "Jane Smith" is archived
    And 1 hour passes
    When Hubflo issues the invoice "Website" to "Jane Smith"
    Then these questions need me:
      | question         | held |
      | contact archived | 1    |
    When in Xero "Jane Smith" is restored
    And 1 hour passes
    Then nothing needs me
    And these invoices are in Xero:
      | invoice | billed to  |
      | Website | Jane Smith |

  Scenario Outline: A customer that cannot be billed any more, and a person's answer
    Given Xero has the customer "Jane Smith" with the email "jane@smith.example"
    And Xero has these contacts:
      | name         | person    | email              | customer |
      | Smith Estate | Ann Smith | ann@estate.example | no       |
    And 1 hour passes
    And in Xero "Jane Smith" <deed>
    And 1 hour passes
    When Hubflo issues the invoice "Website" to "Jane Smith"
    Then these questions need me:
      | question         | held |
      | contact archived | 1    |
    When I answer for the customer "Jane Smith": <answer>
    Then nothing needs me
    And these invoices are in Xero:
      | invoice | billed to |
      | Website | <billed>  |

    Examples:
      | deed             | answer                 | billed       |
      | is archived      | contact "Smith Estate" | Smith Estate |
      | is archived      | new                    | Jane Smith   |
      | asks to be erased | new                   | Jane Smith   |

  Scenario: A contact that we made was archived, and a new one gets a mark of its own
    Given Hubflo has these contacts:
      | name       | email              |
      | Jane Smith | jane@smith.example |
    And Hubflo issues the invoice "Website" to "Jane Smith"
    And in Xero "Jane Smith" is archived
    And 1 hour passes
    When Hubflo issues the invoice "Support" to "Jane Smith"
    And I answer for the customer "Jane Smith": new
    Then nothing needs me
    And "Website" and "Support" are billed to two contacts in Xero, both with our mark of "Jane Smith"

  Scenario: A customer that was merged in Xero is followed
    Given Xero has the customer "Jane Smith" with the email "jane@smith.example"
    And Xero has these contacts:
      | name         | email              | customer |
      | Smith Estate | ann@estate.example | no       |
    And 1 hour passes
    And in Xero "Jane Smith" is merged into "Smith Estate"
    And 1 hour passes
    When Hubflo issues the invoice "Website" to "Jane Smith"
    Then these invoices are in Xero:
      | invoice | billed to    | because     |
      | Website | Smith Estate | merged into |
    And nothing needs me

  Scenario: A customer that was merged into another customer is asked about
    Given Xero has the customer "Jane Smith" with the email "jane@smith.example"
    And Xero has the customer "Ann Smith" with the email "ann@smith.example"
    And 1 hour passes
    And in Xero "Jane Smith" is merged into "Ann Smith"
    And 1 hour passes
    When Hubflo issues the invoice "Website" to "Jane Smith"
    Then these questions need me:
      | question       | held |
      | contact merged | 1    |
    When I answer for the customer "Jane Smith": new
    Then these invoices are in Xero:
      | invoice | billed to  |
      | Website | Jane Smith |

  Scenario: An archived contact that would be the one is told, and not passed over
    Given Xero has these contacts:
      | name       | person     | email              | status   | customer |
      | Jane Smith | Jane Smith | jane@smith.example | archived | no       |
    And Hubflo has these contacts:
      | name       | email              |
      | Jane Smith | jane@smith.example |
    When Hubflo issues the invoice "Website" to "Jane Smith"
    Then these questions need me:
      | question         | held |
      | contact archived | 1    |
    When in Xero "Jane Smith" is restored
    And 1 hour passes
    Then these invoices are in Xero:
      | invoice | billed to  | because        |
      | Website | Jane Smith | email and name |

  # --- Never ---

  Scenario: Nothing of a contact that is there is ever changed
    Given Xero has these contacts:
      | name     | person       | email             | phone         | other people                       | customer |
      | Acme Ltd | Robert Finch | jane@acme.example | 0113 496 0001 | ann@acme.example, bob@acme.example | no       |
    And Hubflo has these companies:
      | name     | city  |
      | Acme Ltd | Leeds |
    And Hubflo has these contacts:
      | name       | email             | company  |
      | Jane Smith | jane@acme.example | Acme Ltd |
    When Hubflo issues the invoice "Website" to "Jane Smith"
    Then these invoices are in Xero:
      | invoice | billed to |
      | Website | Acme Ltd  |
    And nothing of "Acme Ltd" in Xero was changed by us
